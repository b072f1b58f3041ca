// What is typed into a tab that is still being drawn. Gradio draws a tab when it is first opened, and some frames
// later its boxes once more as they were at the start: words typed in between are put back.
(() => {
  const FRAMES = 12; // Gradio's second drawing was seen one to three frames after the first, however long a frame takes
  const known = new WeakSet();
  const typed = new Map(); // boxes drawn less than FRAMES ago, and what stands in them
  const restore = () => typed.forEach((words, box) => {
    if (!words || box.value) return;
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const watch = (box, left) => {
    restore();
    if (left) requestAnimationFrame(() => watch(box, left - 1)); else typed.delete(box);
  };
  const look = () => document.querySelectorAll(".askrow textarea").forEach((box) => {
    if (known.has(box)) return;
    known.add(box);
    typed.set(box, "");
    watch(box, FRAMES);
  });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("input", (event) => { if (typed.has(event.target)) typed.set(event.target, event.target.value); }, true);
  document.addEventListener("click", restore, true); // a button pressed between two frames sends what was typed
  document.addEventListener("keydown", restore, true);
})();
