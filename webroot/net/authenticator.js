import { Refusal } from './envelope.js';

/** What a browser says, in our words; anything else is a failure of the authenticator. */
const REFUSALS = { NotAllowedError: 'passkey_cancelled', AbortError: 'passkey_cancelled', InvalidStateError: 'passkey_exists', SecurityError: 'passkeys_unavailable' };
const ADDRESS = /^[\d.]+$|^\[/;

/** Whether pages of this address can have passkeys at all: browsers want a name, and HTTPS or this machine. */
export const hasPasskeys = globalThis.isSecureContext === true && 'PublicKeyCredential' in globalThis && !ADDRESS.test(globalThis.location?.hostname ?? '');

/** Makes a passkey. @param {any} options as the server has them @returns {Promise<object>} the answer, as WebAuthn writes it in JSON */
export const make = (options) => ceremony(() => navigator.credentials.create({ publicKey: {
  ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: options.excludeCredentials.map(known),
} }), ({ response }) => ({ attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] }));

/** Signs with one that is there. @param {any} options as the server has them @returns {Promise<object>} */
export const sign = (options) => ceremony(() => navigator.credentials.get({ publicKey: {
  ...options, challenge: bytes(options.challenge), allowCredentials: options.allowCredentials.map(known),
} }), ({ response }) => ({
  authenticatorData: text(response.authenticatorData),
  signature: text(response.signature),
  ...(response.userHandle && { userHandle: text(response.userHandle) }),
}));

/** @param {() => Promise<any>} ask @param {(credential: any) => object} read */
async function ceremony(ask, read) {
  const credential = await ask().catch(({ name }) => {
    throw new Refusal(REFUSALS[name] ?? 'passkey_failed');
  });
  const { id, type, response } = credential;
  return { id, rawId: id, type, clientExtensionResults: {}, response: { clientDataJSON: text(response.clientDataJSON), ...read(credential) } };
}

const known = (credential) => ({ ...credential, id: bytes(credential.id) });

/** @param {string} base64url */
const bytes = (base64url) => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** In base64url. @param {ArrayBuffer} buffer */
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
