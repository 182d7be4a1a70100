// Once the list has been looked at for a moment, its lines count as read. Without scripts the
// button does the same.
(() => {
  const form = document.getElementById("mark-read");
  if (!form) return;
  const mark = () => {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", wait);
    fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "fetch" },
    });
  };
  const wait = () => {
    if (document.visibilityState === "visible") setTimeout(mark, 2000);
  };
  document.addEventListener("visibilitychange", wait);
  wait();
})();
