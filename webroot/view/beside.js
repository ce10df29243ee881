const FROM_EDGE = 8;

/**
 * Puts what is open below a place, or above where there is no room for it.
 * @param {HTMLElement} element @param {Pick<DOMRect, 'left' | 'top' | 'bottom'>} place
 */
export function standBeside(element, { left, top, bottom }) {
  const { offsetWidth: width, offsetHeight: height } = element;
  const under = bottom + 4;
  const y = under + height > innerHeight - FROM_EDGE ? Math.max(FROM_EDGE, top - height - 4) : under;
  const x = Math.max(FROM_EDGE, Math.min(left, innerWidth - width - FROM_EDGE));
  Object.assign(element.style, { inset: `${y}px auto auto ${x}px` });
}
