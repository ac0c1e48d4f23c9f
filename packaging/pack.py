"""Packs a built `upfront` for those who have Node, Python or Debian, and no Rust.

    python3 packaging/pack.py BINARY FOLDER

writes an npm package, a wheel and a Debian package to the folder. Each carries the binary, and is for this kind of machine.
"""

import base64
import gzip
import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CARGO = tomllib.loads((ROOT / "Cargo.toml").read_text())
VERSION = CARGO["workspace"]["package"]["version"]
ABOUT = CARGO["package"]["description"]
LICENCE = CARGO["workspace"]["package"]["license"]
# So that the same binary always gives the same bytes.
EPOCH = 315532800
EXECUTABLE = 0o755
ORDINARY = 0o644


def npm(binary: Path, folder: Path) -> Path:
    """An npm package, so that `npx upfront …` runs."""
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}[platform.system()]
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine()]
    about = {
        "name": "upfront",
        "version": VERSION,
        "description": ABOUT,
        "license": LICENCE,
        "bin": {"upfront": f"bin/{binary.name}"},
        "os": [system],
        "cpu": [machine],
    }
    path = folder / f"upfront-{VERSION}.tgz"
    files = [
        ("package.json", json.dumps(about, indent=2).encode(), ORDINARY),
        (f"bin/{binary.name}", binary.read_bytes(), EXECUTABLE),
        ("LICENSE", (ROOT / "LICENSE").read_bytes(), ORDINARY),
    ]
    with path.open("wb") as out, gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=0, filename="") as packed:
        with tarfile.open(fileobj=packed, mode="w") as tar:
            for name, data, mode in files:
                entry = tarfile.TarInfo(f"package/{name}")
                entry.size, entry.mode, entry.mtime = len(data), mode, EPOCH
                tar.addfile(entry, io.BytesIO(data))
    return path


def wheel(binary: Path, folder: Path) -> Path:
    """A wheel, so that `pipx run upfront …` runs."""
    tag = "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")
    info = f"upfront-{VERSION}.dist-info"
    files = [
        (f"upfront-{VERSION}.data/scripts/{binary.name}", binary.read_bytes(), EXECUTABLE),
        (
            f"{info}/METADATA",
            f"Metadata-Version: 2.4\nName: upfront\nVersion: {VERSION}\nSummary: {ABOUT}\nLicense-Expression: {LICENCE}\n"
            "License-File: LICENSE\n".encode(),
            ORDINARY,
        ),
        (
            f"{info}/WHEEL",
            f"Wheel-Version: 1.0\nGenerator: upfront\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(),
            ORDINARY,
        ),
        (f"{info}/licenses/LICENSE", (ROOT / "LICENSE").read_bytes(), ORDINARY),
    ]
    record = ""
    for name, data, _ in files:
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record += f"{name},sha256={digest},{len(data)}\n"
    files.append((f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode(), ORDINARY))
    path = folder / f"upfront-{VERSION}-{tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data, mode in files:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o100000 | mode) << 16
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
    return path


def debian(binary: Path, folder: Path) -> Path:
    """A Debian package, with the manual and what completes commands in bash."""
    machine = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    path = folder / f"upfront_{VERSION}_{machine}.deb"
    with tempfile.TemporaryDirectory() as home:
        top = Path(home) / "upfront"
        for inside in ["DEBIAN", "usr/bin", "usr/share/man/man1", "usr/share/bash-completion/completions", "usr/share/doc/upfront"]:
            (top / inside).mkdir(parents=True)
        shutil.copy(binary, top / "usr/bin/upfront")
        (top / "usr/bin/upfront").chmod(EXECUTABLE)
        page = subprocess.check_output([binary, "man"])
        (top / "usr/share/man/man1/upfront.1.gz").write_bytes(gzip.compress(page, mtime=0))
        completions = subprocess.check_output([binary, "completions", "bash"])
        (top / "usr/share/bash-completion/completions/upfront").write_bytes(completions)
        shutil.copy(ROOT / "LICENSE", top / "usr/share/doc/upfront/copyright")
        (top / "DEBIAN/control").write_text(
            f"Package: upfront\nVersion: {VERSION}\nArchitecture: {machine}\nMaintainer: The Upfront authors <upfront@example.org>\n"
            f"Depends: libc6, libgcc-s1\nSection: web\nPriority: optional\nDescription: {ABOUT}\n"
        )
        environment = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH)}
        command = ["dpkg-deb", "--root-owner-group", "--build", top, path]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return path


def pack(binary: Path, folder: Path) -> list[Path]:
    """All packages that this machine can make."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = [npm(binary, folder), wheel(binary, folder)]
    if shutil.which("dpkg-deb"):
        packed.append(debian(binary, folder))
    return packed


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for written in pack(Path(sys.argv[1]), Path(sys.argv[2])):
        print(written)
