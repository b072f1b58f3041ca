// Items ticked for comparison: remembered here across tabs and redraws, until they are compared or cleared.
(() => {
  const picked = new Set();
  const tray = () => document.querySelector("#tray");
  const write = (element, words) => { if (element.textContent !== words) element.textContent = words; };
  const show = () => {
    const bar = tray();
    if (!bar) return;
    const most = Number(bar.dataset.most);
    bar.hidden = picked.size === 0;
    write(bar.querySelector("span"), bar.dataset.count.replace("{n}", picked.size).replace("{most}", most));
    bar.querySelector("[data-compare]").disabled = picked.size < 2;
    document.querySelectorAll("[data-pick]").forEach((box) => {
      box.checked = picked.has(box.dataset.pick);
      box.disabled = !box.checked && picked.size >= most;
    });
  };
  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-pick]");
    if (!box) return;
    if (box.checked) picked.add(box.dataset.pick); else picked.delete(box.dataset.pick);
    show();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#tray button");
    if (!button) return;
    if (button.dataset.compare !== undefined) {
      document.body.dataset.busy = "compare";
      trigger("click", { do: "compare", items: [...picked].join("\n") });
    } else { picked.clear(); show(); }
  });
  new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
})();
