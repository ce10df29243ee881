const SIZE = 24;
/** Several pictures in the place of one that the font does not know are wider than this many times one. */
const WIDER = 1.5;

/**
 * Whether the fonts here draw an emoji as one coloured picture: then it does not take the colour of the text, as letters do, and the sign for what is missing.
 * @returns {(emoji: string) => boolean}
 */
export function drawing() {
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.font = `${SIZE / 2}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;
  context.textBaseline = 'top';
  const { width } = context.measureText('😀');
  const drawn = (emoji, colour) => {
    context.clearRect(0, 0, SIZE, SIZE);
    context.fillStyle = colour;
    context.fillText(emoji, 0, 4);
    return String(context.getImageData(0, 0, SIZE, SIZE).data);
  };
  return (emoji) => context.measureText(emoji).width <= WIDER * width && drawn(emoji, '#f00') === drawn(emoji, '#00f');
}
