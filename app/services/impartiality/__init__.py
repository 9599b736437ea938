"""Who takes no part in a case: stepping back from it, being named, being let in again (LTC Đ31, N31 Đ10)."""
