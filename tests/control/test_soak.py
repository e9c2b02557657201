from soak import soak


# Few tenants and a small journal: whatever the server remembers of them is full when memory is first looked at.
def test_accounts_for_20_000_requests(tmp_path):
    soak(tmp_path, requests=20_000, tenants=2, journal_bytes="1MiB")
