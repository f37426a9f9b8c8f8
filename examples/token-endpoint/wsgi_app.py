"""An endpoint for the attribute `token-url`, as a WSGI application: for Flask, Django, or any other server."""

import json


def token_endpoint(find_token):
    """`find_token(environ)` is yours. It returns the token and its lifetime in seconds, of the user whose session the
    request belongs to; `None` if nobody is logged in.
    """

    def application(environ, start_response):
        def answer(status, body):
            start_response(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
            return [json.dumps(body).encode()]

        # A page of another origin cannot send this header without a preflight, which this endpoint does not allow.
        if not environ.get("HTTP_X_TALLYFY_CLIENT"):
            return answer("403 Forbidden", {"error": "X-Tallyfy-Client is missing"})
        found = find_token(environ)
        if found is None:
            return answer("401 Unauthorized", {"error": "nobody is logged in"})
        token, expires_in = found
        return answer("200 OK", {"access_token": token, "expires_in": expires_in})

    return application
