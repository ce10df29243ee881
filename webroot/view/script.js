const loading = new Map();

/** Runs a classic script once. @param {string} address @returns {Promise<void>} */
export function loadScript(address) {
  if (!loading.has(address)) loading.set(address, load(address));
  return loading.get(address);
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src: address });
    script.onload = () => resolve();
    script.onerror = () => {
      loading.delete(address);
      script.remove();
      reject(new Error(address));
    };
    document.head.append(script);
  });
}
