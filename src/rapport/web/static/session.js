// Warns staff two minutes before they are signed out. Without it they are signed out as well, and lose nothing.
(() => {
  "use strict";
  const WARNING = 120000;
  const SHARED = "rapport-session-seen";
  const box = document.querySelector("[data-session-end]");
  const { idle, renewed, whole } = Object.fromEntries(
    ["idle", "renewed", "whole"].map((name) => [name, Number(box.dataset[name]) * 1000]),
  );
  const wholeEnd = Date.now() + whole;
  let idleEnd = Date.now() + idle;

  // Whatever is asked of the server in one tab keeps the others signed in too.
  const share = () => {
    try {
      localStorage.setItem(SHARED, String(idleEnd));
    } catch {
      // A browser that keeps nothing warns each tab by itself.
    }
  };
  addEventListener("storage", (event) => {
    if (event.key !== SHARED) return;
    idleEnd = Math.max(idleEnd, Math.min(Number(event.newValue) || 0, Date.now() + renewed + 60000));
    show();
  });

  const state = () => {
    const left = Math.min(idleEnd, wholeEnd) - Date.now();
    if (left > WARNING) return "";
    if (left <= 0) return "over";
    return wholeEnd <= idleEnd ? "whole" : "idle";
  };
  const show = () => {
    const now = state();
    if (box.dataset.shown === now) return;
    box.dataset.shown = now;
    box.hidden = !now;
    box.querySelectorAll("[data-say]").forEach((words) => (words.hidden = words.dataset.say !== now));
    box.querySelector("[data-stay]").hidden = now !== "idle";
  };
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    idleEnd = Date.now() + renewed;
    share();
    show();
  });

  share();
  show();
  setInterval(show, 5000);
  document.addEventListener("visibilitychange", show); // a laptop that slept
})();
