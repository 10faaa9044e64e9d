// Looks again while a file is imported, without throwing the reader about; without this the page loads anew.
(() => {
  "use strict";
  const part = document.querySelector("[data-every]");
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      if (answer.redirected) { location.replace(answer.url); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-every]");
      if (!now || page.title !== document.title) { location.reload(); return; }
      if (now.innerHTML !== part.innerHTML) part.innerHTML = now.innerHTML;
    } catch { /* the line was cut: once more */ }
    setTimeout(look, part.dataset.every * 1000);
  };
  if (part) setTimeout(look, part.dataset.every * 1000);
})();
