{% load static %}// Keeps the page of this household so that it opens without a line; answers are kept by the page itself.
const KEPT = "giaoban-patient-1";
const PARTS = ["{% static "giaoban.css" %}", "{% static "pages.css" %}", "{% static "giaoban.js" %}", "{% static "care/patient.css" %}", "{% static "care/patient.js" %}"];
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(PARTS)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).then((answer) => {
    if (answer.ok) {
      const copy = answer.clone();
      const address = new URL(event.request.url);
      // what was received is not shown again as if it were new
      if (!address.searchParams.has("xong")) caches.open(KEPT).then((kept) => kept.put(event.request, copy));
    }
    return answer;
  }).catch(() => caches.match(event.request).then((found) => found || caches.match(event.request, { ignoreSearch: true }))));
});
