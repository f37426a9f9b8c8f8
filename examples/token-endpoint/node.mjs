/**
 * An endpoint for the attribute `token-url`, for the HTTP server of Node.js and for Express:
 * `app.get("/session/tallyfy-token", tokenEndpoint(findToken))`.
 *
 * `findToken(request)` is yours. It returns `{ token, expiresIn }` (seconds) of the user whose session the request
 * belongs to, or a promise of that; `undefined` if nobody is logged in.
 */
export function tokenEndpoint(findToken) {
  return async (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
      response.end(JSON.stringify(body));
    };
    // A page of another origin cannot send this header without a preflight, which this endpoint does not allow.
    if (!request.headers["x-tallyfy-client"]) return answer(403, { error: "X-Tallyfy-Client is missing" });
    try {
      const found = await findToken(request);
      if (!found) return answer(401, { error: "nobody is logged in" });
      answer(200, { access_token: found.token, expires_in: found.expiresIn });
    } catch (error) {
      console.error(error);
      answer(500, { error: "the token cannot be read" });
    }
  };
}
