"""The language of the page, and the scope of the signed-in user on every request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from giaoban.accounts import queries
from giaoban.kernel import clock

# What a person without a posting may still open: themselves, and the way out.
WITHOUT_POSTING = {
    "account",
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "set_language",
}


class LanguageMiddleware:
    """Vietnamese unless the reader chose otherwise.

    Django's own goes by the browser's language first: most office PCs here run an English browser, and their
    readers would land on English pages.
    """

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ScopeMiddleware(LoginRequiredMiddleware):
    """Anonymous readers sign in first; views get `request.scope` and `request.posting`.

    A view is open to all only by Django's `login_not_required`.
    """

    def __call__(self, request: Any) -> Any:
        request.scope = request.posting = None
        if request.user.is_authenticated:
            request.posting = queries.posting_of(request.user, clock.today())
            if request.posting:
                request.scope = queries.scope_of_posting(request.posting)
        return self.get_response(request)

    def process_view(
        self, request: Any, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> Any:
        if not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return self.handle_no_permission(request, view_func)
        if request.scope is None and request.resolver_match.url_name not in WITHOUT_POSTING:
            return render(request, "accounts/no_posting.html", status=403)
        return None

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        answer = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):  # a fragment must not swallow the sign-in page
            return HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
        return answer
