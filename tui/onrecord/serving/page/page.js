// Prepares the page for textual.js, which has been loaded before and starts the terminal when the page has loaded.
"use strict";

// Nothing that is shown or clicked in here may open another page: no link in an article's text, no download.
window.open = () => null;

// A cell is measured once: the fonts have to be there before the terminal is.
const startTerminal = window.onload;
window.onload = async (event) => {
  const faces = ["16px", "bold 16px", "italic 16px", "italic bold 16px"];
  await Promise.allSettled(faces.map((face) => document.fonts.load(`${face} "Roboto Mono"`)));
  startTerminal(event);
};

// textual.js tells the review of focus and keys also while there is no connection, which fails.
const connected = () => document.body.matches(".-loaded:not(.-closed)");
for (const kind of ["focus", "blur", "keydown"]) {
  const hold = (event) => {
    if (event.target !== window && event.target.closest?.("#terminal") && !connected()) {
      event.stopImmediatePropagation();
    }
  };
  window.addEventListener(kind, hold, { capture: true });
}

// The review says which background its theme has (OSC 11). It shows between the last cells and the page's edges, too.
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => {
    const terminal = document.querySelector(".xterm-viewport");
    if (terminal) document.body.style.background = terminal.style.backgroundColor;
  }).observe(document.getElementById("terminal"), { subtree: true, attributeFilter: ["style"] });
});

// Keys go to the review as soon as it is there, and again whenever somebody comes back to the page.
const focus = () => {
  const closed = document.body.classList.contains("-closed");
  document.querySelector(closed ? "#again" : ".xterm-helper-textarea")?.focus();
};
window.addEventListener("focus", focus);
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("again").addEventListener("click", () => window.location.reload());
  new MutationObserver(focus).observe(document.body, { attributeFilter: ["class"] });
});
