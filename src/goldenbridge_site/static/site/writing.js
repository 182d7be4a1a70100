// Writing forms: save drafts on the server every few seconds, keep a copy on this device in
// between, preview, and never lose a word. Everything here is a help; the forms work without it.
"use strict";

(() => {
  const PAUSE = 2000;

  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full */ } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* none */ } },
  };

  class Writing {
    constructor(form) {
      this.form = form;
      this.body = form.elements.body;
      this.key = `draft:${form.dataset.member || "visitor"}:${form.dataset.target}`;
      this.saved = this.written();
      this.timer = 0;
      this.told = form.querySelector(".saved") || document.querySelector(".saved");
      form.addEventListener("input", () => this.changed());
      form.addEventListener("submit", (event) => this.submitted(event));
      form.querySelectorAll('button[value="preview"]').forEach((button) =>
        button.addEventListener("click", (event) => this.preview(event)));
      window.addEventListener("pagehide", () => this.leave());
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.leave(); });
      this.restore();
    }

    written() {
      const data = new FormData(this.form);
      return JSON.stringify(["title", "body", "conflict", "tags", "see_also"].map((n) => data.get(n)));
    }

    tell(words) { if (this.told && words) this.told.textContent = words; }

    restore() {
      const kept = store.get(this.key);
      if (!kept || !kept.body || this.body.value.trim()) return;
      this.body.value = kept.body;
      if (kept.title && this.form.elements.title && !this.form.elements.title.value) {
        this.form.elements.title.value = kept.title;
      }
      this.tell(window.goldenbridge.words.back);
      this.changed();
    }

    changed() {
      store.set(this.key, {
        body: this.body.value,
        title: this.form.elements.title ? this.form.elements.title.value : "",
        when: Date.now(),
      });
      if (!this.form.dataset.member) { this.tell(window.goldenbridge.words.kept); return; }
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), PAUSE);
    }

    async save() {
      const now = this.written();
      if (now === this.saved || this.sending) return;
      try {
        const answer = await fetch(this.form.dataset.save, {
          method: "POST",
          body: new FormData(this.form),
          headers: { Accept: "application/json" },
          credentials: "same-origin",
        });
        const told = await answer.json();
        if (answer.ok && told.form) {
          this.form.elements.form.value = told.form;
          this.form.elements.version.value = told.version;
          this.saved = now;
          if (this.written() === now) store.drop(this.key);
        }
        this.tell(told.words);
      } catch {
        this.tell(window.goldenbridge.words.offline);
      }
    }

    leave() {
      if (this.sending || !this.form.dataset.member || this.written() === this.saved) return;
      clearTimeout(this.timer);
      navigator.sendBeacon(this.form.dataset.save, new FormData(this.form));
      this.saved = this.written();
    }

    async preview(event) {
      if (!this.form.dataset.preview) return;
      event.preventDefault();
      let pane = document.querySelector(".preview-pane");
      if (!pane || this.form.closest(".reply-box")) {
        pane = this.form.parentElement.querySelector(".preview");
        if (!pane) {
          pane = document.createElement("div");
          pane.className = "preview";
          const heading = document.createElement("h4");
          heading.textContent = window.goldenbridge.words.preview;
          const shown = document.createElement("div");
          shown.className = "voice";
          shown.dataset.shown = "";
          pane.append(heading, shown);
          this.form.before(pane);
        }
      }
      const shown = pane.querySelector("[data-shown]") || pane.querySelector(".voice");
      try {
        const answer = await fetch(this.form.dataset.preview, {
          method: "POST", body: new FormData(this.form), credentials: "same-origin",
        });
        if (!answer.ok) throw new Error(String(answer.status));
        const made = await answer.json();
        // The server made and cleaned this HTML exactly as it will for the page.
        shown.innerHTML = made.html;
        pane.hidden = false;
        window.goldenbridge.say(window.goldenbridge.words.previewShown);
      } catch {
        this.form.removeAttribute("data-preview");
        this.form.requestSubmit(event.target);
      }
    }

    submitted(event) {
      if (event.defaultPrevented) return;
      const button = event.submitter;
      this.sending = true;
      clearTimeout(this.timer);
      if (button && button.dataset.sending) {
        button.textContent = button.dataset.sending;
        setTimeout(() => { button.disabled = true; }, 0);
      }
      // A visitor's words go with the form; a member's are saved by the server before anything else.
      store.drop(this.key);
    }
  }

  const start = (root) => root.querySelectorAll("form.writing").forEach((form) => {
    if (!form.dataset.started) { form.dataset.started = "1"; new Writing(form); }
  });
  window.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement || document));
  // A page from the back-forward cache has its buttons disabled still.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form.writing button").forEach((b) => { b.disabled = false; });
  });
})();
