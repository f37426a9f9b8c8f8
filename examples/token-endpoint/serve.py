"""Serves the endpoint for its test: everybody with the right cookie is logged in. Prints the port."""

from wsgiref.simple_server import make_server

from wsgi_app import token_endpoint


def find_token(environ):
    cookie = environ.get("HTTP_COOKIE")
    if cookie == "session=broken":
        raise RuntimeError("the store of sessions is down")
    return ("secret-token", 3600) if cookie == "session=ada" else None


server = make_server("127.0.0.1", 0, token_endpoint(find_token))
print(server.server_port, flush=True)
server.serve_forever()
