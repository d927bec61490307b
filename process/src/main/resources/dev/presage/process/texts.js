(() => {
  const luminance = color => {
    const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map(Number)
      .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    const color = getComputedStyle(element).backgroundColor;
    return color === 'rgba(0, 0, 0, 0)' && element.parentElement ? behind(element.parentElement) : color;
  };
  const right = element => {
    let reached = element.getBoundingClientRect().right;
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) {
        reached = Math.min(reached, box.getBoundingClientRect().right);
      }
    }
    return reached;
  };
  return [...document.body.querySelectorAll('*')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => e.checkVisibility())
    .map(e => {
      const [one, other] = [luminance(getComputedStyle(e).color), luminance(behind(e))];
      return {text: e.textContent, right: right(e),
        contrast: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)};
    });
})()
