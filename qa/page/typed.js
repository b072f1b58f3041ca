// What is typed into a tab that is still being drawn. Gradio draws a tab when it is first opened, and some frames
// later its boxes once more as they were at the start: words typed in between are put back.
(() => {
  const DRAWING = 1000; // ms after a tab was clicked in which typing is watched
  const FRAMES = 12; // Gradio's second drawing was seen one to three frames after the first
  let opened = 0, box = null, words = "", left = 0;
  const restore = () => {
    if (!left || !box || box.value) return;
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const watch = () => {
    restore();
    if (left && --left) requestAnimationFrame(watch);
  };
  document.addEventListener("click", (event) => { if (event.target.closest("[role=tab]")) opened = Date.now(); }, true);
  document.addEventListener("input", (event) => {
    if (Date.now() - opened > DRAWING || !event.target.matches(".askrow textarea")) return;
    [box, words] = [event.target, event.target.value];
    const watched = left > 0;
    left = words ? FRAMES : 0; // emptied by hand it stays empty
    if (left && !watched) requestAnimationFrame(watch);
  }, true);
  document.addEventListener("click", restore, true); // a button pressed between two frames sends what was typed
  document.addEventListener("keydown", restore, true);
})();
