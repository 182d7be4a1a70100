// A thread: fold answers, open the reply box under the reply it answers, mark what is new.
"use strict";

(() => {
  const words = window.goldenbridge.words;
  const below = (reply) => {
    const found = [];
    const depth = Number(reply.dataset.depth);
    for (let next = reply.nextElementSibling; next && Number(next.dataset.depth) > depth;
      next = next.nextElementSibling) found.push(next);
    return found;
  };

  const fold = (button) => {
    const reply = button.closest(".reply");
    const open = button.getAttribute("aria-expanded") === "true";
    const answers = below(reply);
    answers.forEach((answer) => {
      answer.classList.toggle("folded-away", open);
      const inner = answer.querySelector(".fold");
      if (!open && inner) { inner.setAttribute("aria-expanded", "true"); inner.textContent = button.dataset.folding; }
    });
    button.setAttribute("aria-expanded", String(!open));
    button.textContent = open ? words.hiddenBelow.replace("%n", answers.length) : button.dataset.folding;
  };

  const unfold = () => {
    const reply = location.hash && document.getElementById(location.hash.slice(1));
    if (!reply || !reply.classList || !reply.classList.contains("folded-away")) return;
    document.querySelectorAll('.fold[aria-expanded="false"]').forEach(fold);
    reply.focus();
  };

  const markNew = () => {
    const rows = document.querySelector(".rows");
    const key = `visited:${location.pathname}`;
    let last = null;
    try { last = localStorage.getItem(key); localStorage.setItem(key, new Date().toISOString()); } catch { return; }
    if (!last || !rows) return;
    const fresh = [...rows.children].filter((reply) => {
      const time = reply.querySelector("h3 time");
      return time && new Date(time.dateTime) > new Date(last);
    });
    fresh.forEach((reply) => {
      const by = reply.querySelector("h3.by");
      if (!by) return;
      const mark = document.createElement("span");
      mark.className = "chip good";
      mark.textContent = words.fresh;
      by.append(mark);
    });
  };

  const openBox = (link) => {
    if (!window.htmx) return false;
    const reply = link.closest(".reply");
    const open = reply.querySelector(".reply-box");
    if (open && !link.search.includes("quote")) { open.querySelector("textarea").focus(); return true; }
    if (open) open.remove();
    window.htmx.ajax("GET", link.href, { target: reply, swap: "beforeend" }).then(() => {
      const box = reply.querySelector(".reply-box textarea");
      if (box) box.focus();
    });
    return true;
  };

  window.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".fold").forEach((button) => {
      button.hidden = false;
      button.dataset.folding = button.textContent;
    });
    markNew();
    unfold();
  });
  window.addEventListener("hashchange", unfold);
  document.addEventListener("click", (event) => {
    const target = event.target.closest(".fold, a.answer, a.copy");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.matches(".fold")) { fold(target); return; }
    if (target.matches("a.answer")) { if (openBox(target)) event.preventDefault(); return; }
    if (navigator.clipboard && window.isSecureContext) {
      event.preventDefault();
      const reply = target.closest(".reply");
      navigator.clipboard.writeText(`${location.origin}${location.pathname}#${reply.id}`);
      window.goldenbridge.say(words.copied);
      target.textContent = words.copied;
    }
  });
})();
