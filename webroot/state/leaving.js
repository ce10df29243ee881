/**
 * What this browser keeps of a person, and lets go of with them.
 * @typedef {{ clear(user: string): unknown }} Kept
 */

/** How one goes for good: by signing out, with one's account, or because the server knows one no more. */
export class Leaving {
  #session;
  #account;
  #outbox;
  #changing;
  #layout;
  #notices;
  #kept;
  /** Who wished to go, until the server says that they are still in, or they write on. */
  #who = '';

  /** @param {Pick<import('./chat.js').Chat, 'session' | 'account' | 'outbox' | 'changing' | 'layout' | 'notices'>} parts @param {Kept[]} kept */
  constructor({ session, account, outbox, changing, layout, notices }, kept) {
    this.#session = session;
    this.#account = account;
    this.#outbox = outbox;
    this.#changing = changing;
    this.#layout = layout;
    this.#notices = notices;
    this.#kept = kept;
  }

  /** A guest is known to this browser alone, and unsent messages go with the person who wrote them: that is asked first. */
  ask() {
    this.#layout.show({ dialog: 'sign-out' });
  }

  /** Signs out, and then deletes what was not sent, and drafts. @returns {Promise<boolean>} whether it worked; a notice says why not */
  signOut() {
    const { id } = this.#session.user;
    this.#layout.show({ dialog: '' });
    this.#who = id;
    return this.#notices.attempt(async () => {
      await this.#changing.settle();
      await this.#session.signOut();
      await this.#clear(id);
    });
  }

  /** Deletes one's account, and then what was not sent, and drafts; rejects with why not. @param {string} proof as for `Account.delete` */
  async deleteAccount(proof) {
    const { id } = this.#session.user;
    this.#who = id;
    await this.#account.delete(proof).catch((problem) => {
      this.stay();
      throw problem;
    });
    // The line may have said before that one is nobody any more.
    this.#session.end({ code: 'account_deleted' });
    await this.#clear(id);
  }

  /** The server knows this person no more. Who wished so may hear it before the answer, or instead of it. */
  cutOff() {
    if (this.#session.phase !== 'in') return;
    const { id } = this.#session.user;
    const isWish = id === this.#who;
    this.#session.end(isWish ? null : { code: this.#outbox.unsent.length ? 'signed_out_unsent' : 'signed_out' });
    if (isWish) this.#clear(id);
  }

  /** Whoever wished to go is still here. */
  stay() {
    this.#who = '';
  }

  /** Nothing is left of who has gone. */
  async #clear(user) {
    this.stay();
    await Promise.all(this.#kept.map((kept) => kept.clear(user)));
  }
}
