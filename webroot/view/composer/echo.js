const COMPOSITION = new Set(['insertCompositionText', 'insertFromComposition']);

/**
 * The echo of what was sent: input methods that have not heard that the field was emptied write the last syllables, or everything, once more.
 * Nobody typed that: no key went down and no composition began since. Without a composition it is one only while the key that sent is down.
 */
export class Echo {
  #composed = false;
  #sent = '';
  #isDown = false;

  /** An input method writes something new. */
  composes() {
    this.#composed = true;
    this.#sent = '';
  }

  /** @param {string} text that was sent just now; without an input method there is no echo */
  begin(text) {
    this.#sent = this.#composed ? text : '';
    this.#composed = false;
    this.#isDown = true;
  }

  /** The key that sent is up. */
  release() {
    this.#isDown = false;
  }

  /** Another key went down. */
  end() {
    this.#sent = '';
  }

  /** @param {InputEvent} event @returns {boolean} whether what stands in the field now is nothing but an echo */
  is({ inputType, isComposing, target }) {
    const text = /** @type {HTMLTextAreaElement} */ (target).value.trim();
    const isWritten = COMPOSITION.has(inputType) || (inputType === 'insertText' && (isComposing || this.#isDown));
    return text !== '' && isWritten && this.#sent.endsWith(text);
  }
}
