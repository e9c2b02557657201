import sys
from pathlib import Path

# For the programs that call through each SDK.
sys.path.append(str(Path(__file__).resolve().parents[1] / "scenarios"))
