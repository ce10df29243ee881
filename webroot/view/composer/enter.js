const HANGUL = /\p{Script=Hangul}/u;

/**
 * Decides which press of Enter sends, also in the middle of a composition, and that each press sends at most once.
 *
 * Korean needs no confirmation of a candidate: Enter ends the syllable and sends. The browsers differ in order:
 * - Chrome, Firefox: keydown (composing, 229), compositionend; Chrome on macOS then adds a second keydown (13).
 * - Safari: compositionend, then keydown (229, not composing any more).
 * For other scripts Enter only picks the candidate. A composition that leaves nothing has no candidate to pick.
 */
export class EnterKey {
  #send;
  #composing = false;
  /** What the input method shows of the composition. */
  #shown = '';
  /** Whether the press that ended the composition picked a candidate, and does nothing else. */
  #picked = false;
  #sendAtEnd = false;
  #isDown = false;
  #used = false;
  #timer = 0;

  /** @param {() => void} send reads the text itself, when its time has come */
  constructor(send) {
    this.#send = send;
  }

  /** @param {KeyboardEvent} event */
  keydown = (event) => {
    if (event.key !== 'Enter' && !/^(Numpad)?Enter$/.test(event.code)) {
      this.#picked = false;
      return;
    }
    if (event.shiftKey || event.altKey) return;
    this.#isDown = true;
    if (this.#composing || event.isComposing) {
      this.#sendAtEnd = true;
      return;
    }
    if (event.keyCode === 229 && this.#picked) return;
    event.preventDefault();
    if (!this.#used && !event.repeat) this.#fire();
  };

  keyup = () => {
    this.#isDown = false;
    this.#used = false;
    this.#picked = false;
  };

  /** A field that is left, or taken away, in the middle of a composition may never hear of its end. */
  blur = () => {
    this.#composing = false;
    this.#sendAtEnd = false;
  };

  compositionstart = () => {
    this.#composing = true;
    this.#sendAtEnd = false;
    this.#shown = '';
  };

  /** @param {CompositionEvent} event */
  compositionupdate = (event) => {
    this.#shown = event.data ?? '';
  };

  /** Some input methods write the text first, and end with none. @param {CompositionEvent} event */
  compositionend = (event) => {
    const text = event.data || this.#shown;
    this.#composing = false;
    this.#picked = text !== '' && !HANGUL.test(text);
    if (!this.#sendAtEnd || this.#picked) return;
    this.#sendAtEnd = false;
    // Firefox and some input methods still write the last syllable after this event.
    this.#timer = setTimeout(() => !this.#used && this.#fire());
  };

  /** The line break of a press that has sent, or is about to. @param {InputEvent} event */
  beforeinput = (event) => {
    const breaks = event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph';
    if (breaks && this.#used) event.preventDefault();
  };

  #fire() {
    clearTimeout(this.#timer);
    // On a busy page the key may be up again before the time has come: then this press is over, and the next one counts.
    this.#used = this.#isDown;
    this.#send();
  }
}
