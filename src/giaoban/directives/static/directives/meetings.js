/* Only comfort: the walk has its links. Right and left, or a presenter's page keys, follow them. */
(() => {
  "use strict";
  const rel = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea, [role=region]")) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.stopImmediatePropagation(); return; }
    const link = rel[event.key] && document.querySelector(`.walk-nav a[rel=${rel[event.key]}]`);
    if (!rel[event.key]) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (link) location.assign(link.href);
  }, true);
})();
