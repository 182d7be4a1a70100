/* Keys of the moderation queue. Everything here is also a button, and the keys can be switched off. */
(() => {
  "use strict";
  const queue = document.getElementById("queue");
  if (!queue || queue.dataset.keys !== "on") return;
  const items = [...queue.querySelectorAll("article.item")];
  let current = -1;

  const go = (n) => {
    if (!items.length) return;
    current = Math.max(0, Math.min(items.length - 1, n));
    items.forEach((item, i) => item.classList.toggle("current", i === current));
    items[current].focus();
    items[current].scrollIntoView({ block: "nearest" });
  };

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  const press = (key) => {
    const inside = document.activeElement.closest("article.item");
    const item = inside || items[Math.max(current, 0)];
    const button = item && item.querySelector(`button[data-key="${key}"]`);
    if (!button) return false;
    const word = item.querySelector("textarea[name=word]");
    const fold = item.querySelector("details.words");
    if (key === "r" && word && !word.value.trim()) {
      if (fold) fold.open = true;
      word.focus();
    } else button.form.requestSubmit(button);
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) return;
    if (event.key === "j" || event.key === "n") go(current + 1);
    else if (event.key === "p") go(current - 1);
    else if (!/^[akrh]$/.test(event.key) || !press(event.key)) return;
    event.preventDefault();
  });
})();
