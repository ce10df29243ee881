import { html, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { t } from '../../i18n/index.js';
import { largeAvatar, plainAvatar } from '../avatar.js';
import { Crop } from '../crop.js';

/** Pixels of a side that are sent; the server makes its own sizes of them. */
const SENT = 512;
const QUALITY = 0.9;
const STEP = 0.05;
const KEYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/** One's picture in the profile: the one that is shown, or another one that is being cropped. */
export class PictureField {
  /** Whether the one that is shown goes. */
  isRemoved = false;
  #changed;
  /** @type {ImageBitmap | null} */
  #image = null;
  #crop = new Crop(1, 1);
  /** @type {HTMLCanvasElement | null} */
  #canvas = null;

  /** @param {() => void} changed it is to be drawn anew */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {import('../../state/messages.js').User} user @param {boolean} hasPicture @param {(problem: { code: string } | null) => void} told of a file that is no picture */
  template(user, hasPicture, told) {
    const isShown = !this.#image && hasPicture && !this.isRemoved;
    return html`
      <div class="picture-field" data-testid="picture-field">
        ${this.#image ? this.#cropping() : this.isRemoved ? plainAvatar(user) : largeAvatar(user)}
        <div class="picture-tools">
          <label class="button" data-testid="choose-picture">${isShown || this.#image ? t.otherPicture : t.choosePicture}
            <input class="hidden-text" type="file" accept="image/*" data-testid="picture-file" @change=${(event) => this.#choose(event, told)}></label>
          ${isShown || this.#image ? html`<button type="button" class="button" data-testid="remove-picture" @click=${() => this.#remove()}>${t.removePicture}</button>` : nothing}
        </div>
      </div>`;
  }

  /** What is to be sent; null where nothing was chosen. @returns {Promise<Blob | null>} */
  async blob() {
    if (!this.#image) return null;
    const canvas = Object.assign(document.createElement('canvas'), { width: SENT, height: SENT });
    this.#draw(canvas);
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  }

  #cropping() {
    return html`
      <div class="crop">
        <canvas class="crop-square" width=${SENT} height=${SENT} tabindex="0" role="img" aria-label=${t.cropHint} data-testid="crop" ${ref((canvas) => this.#attach(canvas))}
          @pointerdown=${({ target, pointerId }) => target.setPointerCapture(pointerId)} @pointermove=${(event) => this.#drag(event)} @keydown=${(event) => this.#press(event)}></canvas>
        <label class="crop-zoom"><span class="hidden-text">${t.cropZoom}</span>
          <input type="range" min="1" max="4" step="0.05" data-testid="crop-zoom" .value=${String(this.#crop.zoom)} @input=${({ target }) => this.#change(() => this.#crop.enlarge(Number(target.value)))}></label>
      </div>`;
  }

  async #choose({ target }, told) {
    const [file] = target.files;
    target.value = '';
    if (!file) return;
    const image = await createImageBitmap(file).catch(() => null);
    told(image ? null : { code: 'bad_picture' });
    if (!image) return;
    this.#image?.close();
    this.#image = image;
    this.#crop = new Crop(image.width, image.height);
    this.isRemoved = false;
    this.#changed();
  }

  #remove() {
    this.isRemoved = !this.#image;
    this.#image?.close();
    this.#image = null;
    this.#changed();
  }

  #attach(canvas) {
    this.#canvas = canvas ?? null;
    if (canvas) this.#draw(canvas);
  }

  /** It goes with the finger: what is seen moves the other way. */
  #drag({ buttons, movementX, movementY, target }) {
    if (buttons) this.#change(() => this.#crop.move(-movementX / target.clientWidth, -movementY / target.clientHeight));
  }

  #press(event) {
    const step = KEYS[event.key];
    if (!step) return;
    event.preventDefault();
    this.#change(() => this.#crop.move(step[0], step[1]));
  }

  #change(how) {
    how();
    if (this.#canvas) this.#draw(this.#canvas);
  }

  /** Over white, where it lets something through. @param {HTMLCanvasElement} canvas */
  #draw(canvas) {
    const { x, y, side } = this.#crop.square;
    const brush = canvas.getContext('2d');
    brush.fillStyle = 'white';
    brush.fillRect(0, 0, SENT, SENT);
    brush.imageSmoothingQuality = 'high';
    brush.drawImage(this.#image, x, y, side, side, 0, 0, SENT, SENT);
  }
}
