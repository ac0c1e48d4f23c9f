"""The packages, each packed, put into an empty folder from the packed file, and run where there is no Rust."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "packaging"))
import pack  # noqa: E402

BINARY = Path(os.environ.get("UPFRONT", ROOT / "target/debug/upfront")).resolve()


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = Path(tempfile.mkdtemp(prefix="upfront-packages-"))
        cls.packed = {path.suffix: path for path in pack.pack(BINARY, cls.home / "packed")}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.home)

    def only(self, name, tools):
        """An empty folder, and an environment in which there are only these tools."""
        folder = self.home / name
        path = folder / "path"
        path.mkdir(parents=True)
        for tool in tools:
            (path / tool).symlink_to(shutil.which(tool))
        return folder, {"PATH": str(path), "HOME": str(folder)}

    def runs(self, command, folder, environment):
        """What is asked of a package: its version, a site to begin with, and that it builds."""

        def run(*arguments):
            ran = subprocess.run(
                [*command, *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
            )
            self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
            return ran.stdout

        self.assertIn(f"upfront {pack.VERSION}", run("--version"))
        run("init", "testshire")
        run("build", "testshire", "--out", "public")
        self.assertTrue((folder / "public/index.html").exists())

    def test_npm(self):
        folder, environment = self.only("node", ["node", "npm", "npx", "sh"])
        install = ["npm", "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", str(self.packed[".tgz"])]
        (folder / "package.json").write_text("{}")
        subprocess.run(install, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        self.runs(["npx", "--no-install", "upfront"], folder, environment)

    def test_wheel(self):
        folder, environment = self.only("python", ["python3"])
        subprocess.run(["python3", "-m", "venv", "tools"], cwd=folder, env=environment, check=True)
        install = ["tools/bin/python", "-m", "pip", "install", "--no-index", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, str(self.packed[".whl"])], cwd=folder, env=environment, check=True)
        self.runs(["tools/bin/upfront"], folder, environment)

    @unittest.skipUnless(shutil.which("dpkg-deb"), "no Debian here")
    def test_debian(self):
        folder, environment = self.only("debian", [])
        subprocess.run(["dpkg-deb", "--extract", self.packed[".deb"], folder / "root"], check=True)
        self.runs([folder / "root/usr/bin/upfront"], folder, environment)
        self.assertTrue((folder / "root/usr/share/man/man1/upfront.1.gz").exists())

    def test_the_same_binary_gives_the_same_packages(self):
        binary = self.home / "upfront"
        binary.write_bytes(b"not really one")
        for make in [pack.npm, pack.wheel]:
            twice = []
            for name in ["one", "other"]:
                folder = self.home / make.__name__ / name
                folder.mkdir(parents=True)
                twice.append(make(binary, folder).read_bytes())
            self.assertEqual(*twice, make.__name__)


if __name__ == "__main__":
    unittest.main()
