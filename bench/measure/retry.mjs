const MAX_RETRIES = 2;

/** Retries a measurement: a click lost in a busy browser must not discard a quarter of an hour. Retries are logged. */
export async function withRetries(name, log, measure) {
  for (let left = MAX_RETRIES; ; left -= 1) {
    try {
      return await measure();
    } catch (error) {
      if (left === 0) throw error;
      log(`${name}, retry: ${error.message.split("\n")[0]}`);
    }
  }
}
