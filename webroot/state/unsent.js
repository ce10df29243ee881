const NAME = 'dochat';
const POSTS = 'posts';
const DAYS_KEPT = 30;
/** Some browsers never say whether it opens. */
const OPENS_WITHIN = 5_000;
/** The disk is; the database works. */
const FULL = 'QuotaExceededError';

/**
 * Unsent posts on the disk of this browser (IndexedDB), for all tabs and all people who used it. Everything rejects where the browser
 * denies it.
 */
export class Unsent {
  /** @type {Promise<IDBDatabase> | null} */
  #database = null;

  /** @param {string} user @returns {Promise<import('./outbox.js').Post[]>} in no order */
  async of(user) {
    await this.#forgetOld().catch(() => {});
    return this.#do('readonly', (posts) => posts.index('user').getAll(user));
  }

  /** @param {object} post with `id` and `user` @returns {Promise<any>} when it is on the disk, also if the power fails then */
  put(post) {
    return this.#do('readwrite', (posts) => committed(posts, posts.put(post)), 'strict');
  }

  /** @param {string[]} ids */
  remove(ids) {
    return this.#do('readwrite', (posts) => committed(posts, ids.map((id) => posts.delete(id)).at(-1)));
  }

  /** What nobody came back for. */
  #forgetOld() {
    const before = new Date(Date.now() - DAYS_KEPT * 86_400_000).toISOString();
    return this.#do('readwrite', (posts) => {
      const old = posts.index('at').openKeyCursor(IDBKeyRange.upperBound(before));
      old.onsuccess = () => {
        if (!old.result) return;
        posts.delete(old.result.primaryKey);
        old.result.continue();
      };
      return old;
    });
  }

  /** @param {IDBTransactionMode} mode @param {(posts: IDBObjectStore) => IDBRequest} what @param {IDBTransactionDurability} [durability] */
  async #do(mode, what, durability = 'relaxed') {
    const opening = (this.#database ??= this.#open());
    try {
      return await transact((await opening).transaction(POSTS, mode, { durability }), what);
    } catch (error) {
      if (error?.name !== FULL) this.#giveUp(opening);
      throw error;
    }
  }

  /** What failed once may work when it is opened anew. @param {Promise<IDBDatabase>} opening */
  #giveUp(opening) {
    if (this.#database === opening) this.#database = null;
    opening.then((database) => database.close(), () => {});
  }

  #open() {
    let late;
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        const posts = request.result.createObjectStore(POSTS, { keyPath: 'id' });
        posts.createIndex('user', 'user');
        posts.createIndex('at', 'at');
      };
      request.onsuccess = () => resolve(this.#opened(request.result));
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error('blocked'));
      late = setTimeout(() => reject(new Error('no answer')), OPENS_WITHIN);
    }).finally(() => clearTimeout(late));
  }

  /** A browser may close it, when somebody clears its data: then it is opened anew. */
  #opened(database) {
    database.onclose = database.onversionchange = () => {
      database.close();
      this.#database = null;
    };
    return database;
  }
}

/** At once: the browser would take back what is not committed when the page goes, which may be a moment after Enter. */
function committed(posts, request) {
  posts.transaction.commit?.();
  return request;
}

/** An error of a request that nobody handles aborts the transaction, which knows it only then. */
function transact(transaction, what) {
  return new Promise((resolve, reject) => {
    const request = what(transaction.objectStore(POSTS));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}
