/* Only comfort: every page works without this file. */
(() => {
  "use strict";
  const meeting = document.documentElement.classList.contains("meeting");

  // Menus close when one clicks elsewhere or presses Escape.
  const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

  // Filters apply on change; without this the button does it.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form && event.target.matches("select, input[type=date], input[type=checkbox]")) form.requestSubmit();
  });

  // A form is sent once: a second tap on a slow line must not send it again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000); // a download leaves the page standing
  });

  // A text to take away: the button is there only where it can copy.
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.querySelector(button.dataset.copy);
      field.select();
      try { await navigator.clipboard.writeText(field.value); }
      catch { document.execCommand("copy"); } // without https there is no clipboard
      button.textContent = button.dataset.done;
    });
  });

  // Meeting mode: arrow keys go from block to block.
  const step = (by) => {
    const blocks = [...document.querySelectorAll("main .block, main .figures")];
    const here = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 80);
    const next = blocks[Math.min(blocks.length - 1, Math.max(0, here + by))];
    if (next) next.scrollIntoView();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
    if (!meeting || event.target.closest("input, select, textarea")) return;
    if (event.key === "ArrowRight" || event.key === "ArrowDown") { event.preventDefault(); step(1); }
    if (event.key === "ArrowLeft" || event.key === "ArrowUp") { event.preventDefault(); step(-1); }
  });
})();
