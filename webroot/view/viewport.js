/**
 * Keeps the page as high as what can be seen of it. Where the on-screen keyboard does not resize the page (Safari on iOS),
 * the composer would be behind it.
 */
export function followViewport() {
  const { visualViewport } = window;
  if (!visualViewport) return;
  const follow = () => {
    const zoomed = visualViewport.scale > 1.01;
    document.documentElement.style.setProperty('--height', zoomed ? '100dvh' : `${visualViewport.height}px`);
    if (!zoomed) window.scrollTo(0, 0);
  };
  visualViewport.addEventListener('resize', follow);
  follow();
}
