"""Exit with 0 when the site on PORT answers: the health check of the demo and of the container."""

import http.client
import os
import sys

HOST = os.environ.get("PMIEK_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
PORT = int(os.environ.get("PORT", "8000"))


def is_healthy():
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
    try:
        connection.request("GET", "/gezond/", headers={"Host": HOST})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False


if __name__ == "__main__":
    sys.exit(not is_healthy())
