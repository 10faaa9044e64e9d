"""Production: no demo accounts, no moved clock, secure cookies."""

import os

from giaoban.config.settings.base import *  # noqa: F403

if os.environ.get("GIAOBAN_CLOCK"):
    raise SystemExit("GIAOBAN_CLOCK bị từ chối ở môi trường thật: đồng hồ phải là giờ thật.")
if not os.environ.get("GIAOBAN_KEY"):
    raise SystemExit("Thiếu GIAOBAN_KEY: 64 ký tự hệ 16, giữ ngoài cơ sở dữ liệu.")

DEBUG = False
ALLOWED_HOSTS = [h for h in os.environ.get("GIAOBAN_HOSTS", "").split(",") if h]
GIAOBAN_DEMO_ACCOUNTS = False
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
# TLS ends at the proxy in front (granian speaks plain HTTP to it); only a proxy that sets this header itself
# may be trusted with it, so it is switched on by name.
if os.environ.get("GIAOBAN_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_CONTENT_TYPE_NOSNIFF = True
