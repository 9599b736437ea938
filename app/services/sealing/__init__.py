"""The sealed compartment (LTC Đ8, Đ47, Đ56): keys of people, keys of cases, and who is given them."""
