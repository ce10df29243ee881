/** More would show single points. */
const ZOOM = 4;

/** The square of a picture that is to be seen: its middle at first. Pure. */
export class Crop {
  zoom = 1;
  #width;
  #height;
  /** The middle of the square. */
  #x;
  #y;

  /** @param {number} width @param {number} height of the picture, in pixels */
  constructor(width, height) {
    this.#width = width;
    this.#height = height;
    this.#x = width / 2;
    this.#y = height / 2;
  }

  /** @returns {{ x: number, y: number, side: number }} in pixels of the picture, inside of it */
  get square() {
    const side = Math.min(this.#width, this.#height) / this.zoom;
    return { x: this.#x - side / 2, y: this.#y - side / 2, side };
  }

  /** @param {number} right @param {number} down in sides of the square */
  move(right, down) {
    const { side } = this.square;
    this.#x = within(this.#x + right * side, side / 2, this.#width - side / 2);
    this.#y = within(this.#y + down * side, side / 2, this.#height - side / 2);
  }

  /** Larger or smaller around the middle of the square. @param {number} zoom 1 to 4 */
  enlarge(zoom) {
    this.zoom = within(zoom, 1, ZOOM);
    this.move(0, 0);
  }
}

const within = (value, least, most) => Math.min(Math.max(value, least), most);
