"""Compares two screenshots of one size: A.png B.png LEAST MOST, the share of pixels that may differ."""
import sys

from look import rows

one, other = (list(rows(path)) for path in sys.argv[1:3])
if (len(one), len(one[0])) != (len(other), len(other[0])):
    sys.exit("the screenshots are of two sizes")
share = sum(max(abs(a - b) for a, b in zip(p, q)) > 8 for line, twin in zip(one, other) for p, q in zip(line, twin)) / (len(one) * len(one[0]))
print(f"{sys.argv[1]}, {sys.argv[2]}: {100 * share:.1f} % of the pixels differ")
if not float(sys.argv[3]) <= share <= float(sys.argv[4]):
    sys.exit(f"expected {sys.argv[3]} to {sys.argv[4]}")
