"""The little words of every text, and of every letter to an authority."""

from app.search.words.characters import BARE, forms

FUNCTION_WORDS = frozenset(
    form
    for word in "và của các những là có cho tại ở về việc được bị do thì mà với theo từ đến trong trên dưới khi này "
    "kia như để vào ra lên xuống đã sẽ đang cùng chỉ còn hay hoặc nhưng nếu vì nên rằng tôi ông bà anh chị em "
    "chúng đơn thư kính gửi xin mong nhờ".split()
    for form in (forms(word)[0], BARE + forms(word)[1])
)
"""As they are written, and bare: their own weight is little, and a pair with one of them says
little. `Đỗ` is none, `do` is."""
