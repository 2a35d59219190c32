"""One page for each trap in words: encodings, titles, numbers, dates."""

import unicodedata
from datetime import datetime

from .model import CATEGORY, ROOT, Article, Items, Paragraph, Sheet, Subheading

ECONOMY, CULTURE, HEALTH, SECURITY = (CATEGORY[number] for number in (12, 14, 15, 19))
# A page that the mirror holds as an empty file.
EMPTY_FILE = f"/tintuc/Lists/Posts/Post.aspx?CategoryId={CULTURE.number}&ItemID=1999"


def articles() -> list[Article]:
    return [*texts(), *numbers(), *titles(), *moments(), *bodies()]


def texts() -> list[Article]:
    """What encodings and editors did to Vietnamese."""
    lead = "Người dân hai bên bờ kênh đã quen với tiếng chuông báo giờ thu gom rác mới."
    first = (
        "Việc phân loại rác tại nguồn được thử ở {where}, rồi nhân rộng sau khi lượng rác chôn lấp giảm hẳn."
    )
    second = "Nhờ những chiếc thùng ba ngăn và sự kiên trì của các tổ trưởng, đường sá sạch hơn từng tuần."

    def page(number: int, day: int, title: str, where: str, **more: object) -> Article:
        parts = (Paragraph(first.format(where=where)), Paragraph(second))
        values = {"lead": lead, "parts": parts, "views": 300 + number, **more}
        return Article(number, title, CULTURE, datetime(2010, 6, day, 8, 20), **values)

    return [
        page(2001, 1, "Phân loại rác ở phường Bến Lá", "Bến Lá", encoding="cp1258", declared="windows-1258",
             traps=("windows-1258",)),
        page(2002, 2, "Phân loại rác ở phường Lúa Mới", "Lúa Mới", encoding="cp1258", traps=("wrong charset",)),
        page(2003, 3, "Phân loại rác ở phường Tre Xanh", "Tre Xanh", declared="iso-8859-1", traps=("wrong charset",)),
        page(2004, 4, "Phân loại rác ở phường Trăng Non", "Trăng Non", encoding="utf-8-sig", declared="",
             traps=("byte order mark",)),
        page(2005, 5, "Phân loại rác ở phường Hạc Vàng", "Hạc Vàng", hand="tcvn3", lead="", traps=("TCVN3",)),
        page(2006, 6, "Phân loại rác ở phường Mây Trắng", "Mây\u200b Trắng\u200b", traps=("zero width space",)),
        page(2007, 7, unicodedata.normalize("NFD", "Phân loại rác ở phường Thuyền Nan"), "Thuyền Nan",
             hand="decomposed", traps=("decomposed",)),
        page(2008, 8, "Phân loại rác ở phường Đồng Sen", "Đồng Sen", hand="mixed", traps=("mixed accents",)),
    ]  # fmt: skip


def numbers() -> list[Article]:
    """View counts that are not plain numbers."""
    body = (Paragraph("Ban quản lý đề nghị bà con theo dõi bảng tin và góp ý trước ngày cuối tháng."),)
    return [
        Article(2031, "Bảng tin khu phố không còn bộ đếm", HEALTH, datetime(2011, 7, 14, 9, 0), parts=body, views=None,
                lead="Bộ đếm lượt xem tạm gỡ để sửa chữa.", traps=("no view count",)),
        Article(2032, "Bài viết được đọc nhiều nhất của chuyên mục", HEALTH, datetime(2012, 1, 9, 8, 30), parts=body,
                views=12_480, views_text="12.480", lead="Cẩm nang giữ nước sạch được chia sẻ nhiều lần.",
                traps=("grouped number",)),
        Article(2033, "Bản tin vừa lên trang", HEALTH, datetime(2018, 1, 28, 17, 0), parts=body, views=0,
                lead="Chưa ai kịp đọc bản tin này.", traps=("zero views",)),
    ]  # fmt: skip


def titles() -> list[Article]:
    """Titles that are missing, endless or the same; posts without a category."""
    body = (Paragraph("Nội dung đã được thống nhất tại cuộc họp giao ban và gửi đến từng tổ dân phố."),)
    twin = "Thông tin tuyển dụng giáo viên mầm non"
    endless = (
        "Về việc tổ chức lấy ý kiến nhân dân đối với dự thảo quy ước sử dụng chung các lối đi, bến nước, sân chơi, "
        "vườn rau cộng đồng và nhà văn hóa khu phố trên địa bàn mười hai phường của quận Sông Xanh giai đoạn từ nay "
        "đến hết năm 2020, có xét đến đề nghị của các tổ dân phố ven kênh, tiểu thương chợ đầu mối và hội người cao tuổi"
    )
    return [
        Article(2041, "", SECURITY, datetime(2012, 10, 3, 10, 0), lead="Bài viết này quên ghi tiêu đề.", parts=body,
                views=17, traps=("no title",)),
        Article(2042, endless, ECONOMY, datetime(2015, 9, 30, 15, 20), lead="Dự thảo gồm bảy chương.", parts=body,
                views=153, traps=("long title",)),
        Article(2043, twin, HEALTH, datetime(2013, 7, 1, 8, 0), lead="Đợt một tuyển mười hai người.", parts=body,
                views=611, traps=("same title",)),
        Article(2044, twin, HEALTH, datetime(2013, 8, 1, 8, 0), lead="Đợt hai tuyển thêm năm người.", parts=body,
                views=402, traps=("same title",)),
        Article(2045, "Thư ngỏ của ban biên tập", ROOT, datetime(2009, 1, 15, 9, 30), parts=body,
                lead="Trang tin chính thức ra mắt bạn đọc.", views=1999, traps=("Root",)),
        Article(2046, "Nội quy góp ý trên trang tin", ROOT, datetime(2009, 1, 15, 9, 45), parts=body,
                lead="Vài điều mong bạn đọc lưu ý khi gửi góp ý.", views=87, traps=("Root",)),
    ]  # fmt: skip


def moments() -> list[Article]:
    """Half past midnight, noon, and several in one minute."""
    body = (Paragraph("Các tổ trực báo cáo an toàn, không có sự cố nào đáng kể trong ca."),)
    pages = [
        Article(2051, "Đêm giao thừa bên bến Trăng Non", CULTURE, datetime(2016, 2, 8, 0, 30), parts=body,
                lead="Pháo hoa tắt lúc không giờ mười lăm, dòng người tan dần trong trật tự.", views=3104,
                traps=("half past midnight",)),
        Article(2052, "Trưa ba mươi Tết ở chợ hoa", CULTURE, datetime(2016, 2, 7, 12, 15), parts=body,
                lead="Những chậu hoa cuối cùng được bán hết trước giờ dọn hàng.", views=1450, traps=("noon",)),
    ]  # fmt: skip
    wards = ("Bến Lá", "Lúa Mới", "Hạc Vàng", "Tre Xanh")
    return pages + [
        Article(2053 + index, f"Kết quả hội thi nhà sạch phường {ward}", CULTURE, datetime(2017, 6, 5, 9, 0), parts=body,
                lead=f"Phường {ward} có {index + 21} hộ đạt giải.", views=100 + index, traps=("one minute",))
        for index, ward in enumerate(wards)
    ]  # fmt: skip


def bodies() -> list[Article]:
    """Markup inside bodies: decoy dates, tables that are tables, a list of steps."""
    rows = (
        ("Thời gian", "Nội dung", "Nơi tổ chức"),
        ("7 giờ 30", "Đón khách, **phát tài liệu**", "Sảnh nhà văn hóa"),
        ("8 giờ 00", ("Khai mạc và phần trình bày của các phường", 2)),
        ("10 giờ 15", "Thảo luận nhóm", "Phòng đọc"),
    )
    return [
        Article(
            2061, "Chương trình ngày hội khu phố", SECURITY, datetime(2014, 12, 5, 8, 50),
            lead="Chương trình gồm hai buổi, mở cửa tự do.",
            parts=(
                Paragraph("Cập nhật: 16:05 - 03/07/2013. Lịch dưới đây thay cho lịch đã gửi ngày 01/11/2014."),
                Sheet(rows),
                Subheading("Lưu ý khi tham dự"),
                Items(("Gửi xe ở bãi phía bờ kè;", "Mang theo **bình nước** cá nhân;", "Không đốt pháo giấy.")),
                Paragraph("Mọi thắc mắc xin gọi tổ trực ban trước 11 giờ 05 phút ngày 04 tháng 12 năm 2014."),
            ),
            views=288, hand="word", traps=("decoy dates", "colspan"),
        ),
        Article(
            2062, "Ba điều nhớ khi đi đò", SECURITY, datetime(2013, 10, 21, 13, 40),
            lead="Đội cứu hộ trên sông nhắc bà con ba điều đơn giản.",
            parts=(
                Paragraph("Mặc áo phao trước khi bước xuống, ngồi thấp và không chồm ra mạn khi đò quay đầu."),
                Subheading("Khi gặp giông"),
                Paragraph("Nghe theo người lái, giữ chặt mép ghế và đếm lại người khi vào bờ."),
            ),
            views=519, hand="divs", traps=("unclosed div",),
        ),
    ]  # fmt: skip
