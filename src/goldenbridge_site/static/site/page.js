// Every page: show the address of a reply that was reached, and say what just happened.
"use strict";

const say = (words) => {
  const status = document.getElementById("status");
  if (status) { status.textContent = ""; setTimeout(() => { status.textContent = words; }, 120); }
};
// What scripts say is translated by the page.
window.goldenbridge = { say, words: document.getElementById("words").dataset };

const reach = () => {
  const id = location.hash.slice(1);
  if (!/^reply-\d+$/.test(id)) return;
  const reply = document.getElementById(id);
  if (!reply) return;
  document.querySelectorAll(".reply.reached").forEach((other) => other.classList.remove("reached"));
  reply.focus({ preventScroll: false });
  reply.scrollIntoView({ block: "start" });
};

window.addEventListener("hashchange", reach);
window.addEventListener("DOMContentLoaded", () => {
  const told = document.querySelector(".messages");
  if (told) say(told.textContent.trim());
  const problems = document.getElementById("problems");
  if (problems) problems.focus();
  reach();
});
