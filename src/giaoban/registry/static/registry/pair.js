// G, K, S press the button that says so; typing in the note is left alone.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const button = document.querySelector(`[data-keys] [aria-keyshortcuts="${event.key.toLowerCase()}"]`);
  if (button) button.click();
});
