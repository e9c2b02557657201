"""What boto3 reports about the one HTTP exchange behind a reply or an error."""

import re
from email.utils import format_datetime, parsedate_to_datetime

UUID_V4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def assert_answered_at_once(metadata, status):
    assert metadata["HTTPStatusCode"] == status
    assert metadata["RetryAttempts"] == 0
    assert UUID_V4.fullmatch(metadata["RequestId"])

    headers = dict(metadata["HTTPHeaders"])
    date = headers.pop("date")
    assert format_datetime(parsedate_to_datetime(date), usegmt=True) == date
    assert int(headers.pop("content-length")) > 0
    assert headers == {
        "x-amzn-requestid": metadata["RequestId"],
        "cache-control": "no-cache, no-store, must-revalidate, private",
        "expires": "0",
        "pragma": "no-cache",
        "content-type": "application/x-amz-json-1.1",
    }
