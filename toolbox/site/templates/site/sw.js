// Shows a page of our own when the connection is gone. Keeps nothing that anybody read.
"use strict";
const pages = {{ pages|safe }};
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  const path = new URL(event.request.url).pathname;
  const language = Object.keys(pages).find((code) => path.startsWith("/" + code + "/")) || "en";
  event.respondWith(
    fetch(event.request).catch(
      () => new Response(pages[language], { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } }),
    ),
  );
});
