"""A mail server that takes everything and keeps nothing: `python -m cairn.cli.benching.sink` prints its port.

Deliberately without any dependency; it speaks just enough SMTP for the letters of the bench.
"""

from __future__ import annotations

import asyncio

OK = b"250 OK\r\n"


async def _converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 sink\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        if verb == b"DATA":
            writer.write(b"354 go on\r\n")
            await writer.drain()
            while (await reader.readline()) not in {b".\r\n", b""}:
                pass
            writer.write(OK)
        elif verb == b"QUIT":
            writer.write(b"221 bye\r\n")
            break
        else:
            writer.write(OK)
        await writer.drain()
    writer.close()


async def main() -> None:
    """Serves until it is stopped."""
    server = await asyncio.start_server(_converse, "127.0.0.1", 0, limit=2**20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
