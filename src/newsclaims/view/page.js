// What a style sheet cannot do: show exactly which words a claim rests on, and the other way round.
// Without this the links still lead from one to the other.
(() => {
  "use strict";

  for (const root of document.querySelectorAll(".newsclaims:not([data-ready])")) {
    root.dataset.ready = "";
    makeIdsUnique(root);
    connect(root);
  }

  // The same article may be shown twice in one notebook.
  function makeIdsUnique(root) {
    const prefix = root.id;
    let unique = prefix;
    for (let n = 2; document.querySelectorAll("#" + unique).length > (n === 2 ? 1 : 0); n++) {
      unique = prefix + "-" + n;
    }
    if (unique === prefix) return;
    for (const element of [root, ...root.querySelectorAll("[id], a[href^='#'], [aria-labelledby]")]) {
      for (const name of ["id", "href", "aria-labelledby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll(prefix, unique));
      }
    }
  }

  function connect(root) {
    const pane = root.querySelector(".nc-claim-list");
    const claims = new Map();
    const evidence = new Map();
    const attributions = new Map();
    for (const claim of root.querySelectorAll(".nc-claim")) claims.set(claim.dataset.claim, claim);
    for (const leaf of root.querySelectorAll("[data-claims]")) {
      for (const number of leaf.dataset.claims.split(" ")) add(evidence, number, leaf);
    }
    for (const mark of root.querySelectorAll(".nc-text [data-attribution]")) {
      mark.removeAttribute("title"); // the label says it at once
      for (const number of mark.dataset.attribution.split(" ")) add(attributions, number, mark);
    }

    let hovered = null;
    let focused = null;
    let followed = null;
    let active = [];
    let timer = 0;

    // The claims that belong to an element, the most specific one last.
    function claimsOf(element) {
      const claim = element.closest(".nc-claim");
      if (claim) return [claim];
      const tag = element.closest("a.nc-tag");
      if (tag) {
        const group = document.getElementById(tag.hash.slice(1));
        return group ? [...group.querySelectorAll(".nc-claim")] : [];
      }
      const leaf = element.closest("[data-claims]");
      if (leaf) return leaf.dataset.claims.split(" ").map((number) => claims.get(number));
      const mark = element.closest(".nc-text [data-attribution]");
      if (!mark) return [];
      const numbers = mark.dataset.attribution.split(" ");
      return numbers.flatMap((number) =>
        [...root.querySelectorAll(`.nc-group[data-attribution="${number}"] .nc-claim`)]
      );
    }

    function wordsOf(element) {
      const claim = element.closest(".nc-claim");
      if (claim) return evidence.get(claim.dataset.claim) ?? [];
      const mark = element.closest(".nc-text [data-attribution]");
      const numbers = mark ? mark.dataset.attribution.split(" ") : [];
      return numbers.flatMap((number) => attributions.get(number) ?? []);
    }

    function show() {
      const element = hovered ?? focused ?? followed;
      for (const one of active) one.classList.remove("nc-active");
      active = element ? [...claimsOf(element), ...wordsOf(element)] : [];
      for (const one of active) one.classList.add("nc-active");
      clearTimeout(timer);
      const first = active.find((one) => one.classList.contains("nc-claim"));
      if (first && !pane.contains(element)) timer = setTimeout(() => bringIntoPane(first), 150);
    }

    // Scrolls the list beside the text, never the page.
    function bringIntoPane(claim) {
      if (pane.scrollHeight <= pane.clientHeight) return;
      const box = claim.getBoundingClientRect();
      const frame = pane.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) {
        pane.scrollTop += box.top - frame.top - frame.height / 3;
      }
    }

    function inReach(target) {
      return target instanceof Element && target.closest(".nc-text, .nc-claim") ? target : null;
    }

    root.addEventListener("pointerover", (event) => {
      hovered = inReach(event.target);
      root.classList.remove("nc-dismissed");
      show();
    });
    root.addEventListener("pointerleave", () => {
      hovered = null;
      show();
    });
    root.addEventListener("focusin", (event) => {
      focused = inReach(event.target);
      root.classList.remove("nc-dismissed");
      show();
    });
    root.addEventListener("focusout", () => {
      focused = null;
      show();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") root.classList.add("nc-dismissed");
    });

    // From marked words to their claim.
    root.addEventListener("click", (event) => {
      followed = inReach(event.target); // stays marked when the link takes the focus away
      if (event.target.closest("a") || !event.target.closest(".nc-text")) return;
      if (String(getSelection())) return;
      const link = claimsOf(event.target).at(-1)?.querySelector("a");
      if (link) link.focus();
    });

    // How many claims are left when one speaker is chosen.
    const status = root.querySelector(".nc-status");
    const total = status.textContent;
    root.addEventListener("change", () => {
      const shown = [...claims.values()].filter((claim) => claim.getClientRects().length).length;
      status.textContent = shown === claims.size ? total : `${shown} of ${total}`;
    });
  }

  function add(map, key, value) {
    if (map.has(key)) map.get(key).push(value);
    else map.set(key, [value]);
  }
})();
