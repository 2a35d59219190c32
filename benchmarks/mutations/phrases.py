"""Words for what mutations add to pages: labels, names and sentences, in the site's language."""

from __future__ import annotations

from random import Random

_LABELS = {
    "vi": {
        "home": "Trang chủ", "news": "Tin tức", "other": "Các tin khác", "related": "Tin liên quan",
        "most_read": "Tin đọc nhiều", "comments": "Ý kiến bạn đọc", "reply": "Trả lời", "views": "Lượt xem",
        "visitors": "Số người truy cập", "print": "In trang", "printed": "In ngày", "send": "Gửi bạn bè",
        "back": "Về đầu trang", "by": "Tác giả", "share": "Chia sẻ", "advert": "Quảng cáo",
        "portal": "Cổng thông tin điện tử huyện Sông Lành", "more": "Xem tiếp", "photo": "Ảnh",
        "notice": "Lịch tiếp công dân", "series": "Lịch làm việc tuần {} năm {}", "from": "Theo",
    },
    "en": {
        "home": "Home", "news": "News", "other": "Other news", "related": "Related stories",
        "most_read": "Most read", "comments": "Comments", "reply": "Reply", "views": "Views",
        "visitors": "Visitors", "print": "Print", "printed": "Printed on", "send": "Send to a friend",
        "back": "Back to top", "by": "By", "share": "Share", "advert": "Advertisement",
        "portal": "The Millbrook District Portal", "more": "Read more", "photo": "Photo",
        "notice": "Next open council hour", "series": "Weekly schedule no. {} of {}", "from": "Source",
    },
}  # fmt: skip
_NAMES = {
    "vi": ("Lê Thị Hồng", "Trần Văn Nam", "Phạm Quỳnh", "Ngô Đức Tài", "Hoàng Lan", "Vũ Minh", "Bùi Thu Hà", "Đỗ Khánh"),
    "en": ("Alice Brook", "Tom Harwood", "J. Pell", "Mary Quill", "Ned Ashby", "Clara Finch", "R. Holt", "Ivy Marsh"),
}  # fmt: skip
_PIECES = {
    "vi": (
        ("Tôi cho rằng", "Gia đình tôi thấy", "Bà con khu phố mong", "Theo tôi", "Nhiều người nói rằng", "Tôi đề nghị"),
        ("con đường trước chợ", "lớp học buổi tối", "bãi giữ xe mới", "đội dân phòng", "phòng một cửa", "cây cầu nhỏ"),
        ("cần được sửa sớm hơn", "đã làm tốt hơn năm ngoái", "chưa phục vụ hết mọi người", "nên mở thêm vào thứ bảy"),
        ("trước mùa mưa", "để ai cũng yên tâm", "vì trẻ em đi qua mỗi ngày", "như lời đã hứa", "nếu còn kinh phí"),
    ),
    "en": (
        ("I believe", "My family thinks", "People in our street hope", "To my mind", "Many of us say", "I suggest"),
        ("the lane behind the market", "the evening class", "the new car park", "the night patrol", "the small bridge"),
        ("ought to be mended sooner", "did better than last year", "does not serve everybody yet", "should open longer"),
        ("before the rains come", "so that all of us can rest", "since children pass it daily", "as was promised once"),
    ),
}  # fmt: skip
_SLOGANS = {
    "vi": (
        "Nước mắm Bà Tư, đậm đà từng giọt, giao hàng tận nhà", "Gạch ngói Hưng Thịnh, bền với thời gian",
        "Học lái xe hạng B tại trung tâm Bình An, khai giảng hàng tháng", "Cà phê Gió Núi, mua hai tặng một",
    ),
    "en": (
        "Pell's Honey, straight from the hive to your table", "Roof tiles by Ashby and Sons, made to last",
        "Learn to drive with Harwood, new courses every month", "Hill Wind Coffee: buy two bags, get one free",
    ),
}  # fmt: skip
_COOKIES = {
    "vi": "Trang web này dùng cookie để ghi nhớ lựa chọn của bạn và để đếm số người ghé thăm. Khi tiếp tục xem trang, "
    "bạn đồng ý với việc đó. Bạn có thể xoá cookie trong phần cài đặt của trình duyệt bất cứ lúc nào; một vài phần của "
    "trang có thể sẽ không hoạt động như mong đợi. Chúng tôi không bán dữ liệu cho bên thứ ba và không dùng cookie để "
    "theo dõi bạn ở nơi khác. Xem thêm chính sách bảo mật của chúng tôi.",
    "en": "This site keeps cookies to remember what you chose and to count its visitors. If you go on reading, you agree "
    "to that. You can delete cookies in the settings of your browser whenever you like; some parts of the site may then "
    "not work as you expect. We do not sell data to third parties, and we do not use cookies to follow you elsewhere. "
    "Read more in our privacy statement.",
}
_SHORT = {
    "vi": ("Tô", "Mơ", "Bò", "Gạo", "Đê", "Cá", "Ao", "Lễ"),
    "en": ("UX", "Go", "Ox", "QA", "Hm", "Up", "V2", "PR"),
}


class Phrases:
    """What can be said in one language, `vi` or `en`; what is drawn, is drawn from the dice given."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.slogans: tuple[str, ...] = _SLOGANS[language]
        self.short: tuple[str, ...] = _SHORT[language]
        self.cookies: str = _COOKIES[language]

    def label(self, name: str) -> str:
        return _LABELS[self.language][name]

    def person(self, dice: Random) -> str:
        return dice.choice(_NAMES[self.language])

    def number(self, count: int) -> str:
        """A number with its digits in groups, as the language has them."""
        return f"{count:,}".replace(",", "." if self.language == "vi" else ",")

    def sentences(self, dice: Random, count: int) -> str:
        """So many invented sentences, rarely twice the same."""
        return " ".join(self._sentence(dice) for _ in range(count))

    def _sentence(self, dice: Random) -> str:
        opening, thing, verdict, tail = (dice.choice(pool) for pool in _PIECES[self.language])
        return f"{opening} {thing} {verdict}, {tail} ({dice.randrange(2, 400)})."
