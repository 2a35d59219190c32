"""One page for each trap in pictures, links and what hangs on a page."""

# ruff: noqa: E501 - prose

import unicodedata
from datetime import datetime
from urllib.parse import quote

from . import addresses, pictures, seed_page
from .model import CATEGORY, Article, Clip, Items, Paragraph, Photo

PARTY, ECONOMY, CULTURE = (CATEGORY[number] for number in (17, 12, 14))
FOLDER = "tintuc/PublishingImages"
COMPOSED = f"{FOLDER}/Bến thuyền mùa nước.jpg"  # stored composed, named decomposed by the page
DECOMPOSED = unicodedata.normalize("NFD", f"{FOLDER}/Vườn rau khu phố.jpg")  # the other way round
TWICE = (f"{FOLDER}/cau-di-bo.jpg", "hoatdong/PublishingImages/cau-di-bo-copy.jpg")


def articles() -> list[Article]:
    return [*images(), *links()]


def files() -> dict[str, bytes]:
    """The pictures of these pages, by mirror path."""
    bridge = pictures.jpeg(pictures.draw("river", 40))
    return {
        COMPOSED: pictures.jpeg(pictures.draw("river", 33)),
        DECOMPOSED: pictures.jpeg(pictures.draw("park", 34)),
        TWICE[0]: bridge,
        TWICE[1]: bridge,
        f"{FOLDER}/bieu-do.png": pictures.png(pictures.draw("works", 50)),
        f"{FOLDER}/co-hoi.gif": pictures.gif(pictures.draw("school", 51)),
    }


def images() -> list[Article]:
    """Pictures that are hard to find, or not there at all."""
    lost = f"{FOLDER}/anh-da-mat.jpg"
    return [
        Article(
            2011, "Nhật ký một ngày trên bến thuyền", CULTURE, datetime(2014, 9, 2, 16, 40),
            lead="Từ tinh mơ đến tối mịt, bến thuyền có nhịp sống riêng của nó.",
            parts=(
                Photo(COMPOSED, "/" + unicodedata.normalize("NFD", COMPOSED), "Bến thuyền vào mùa nước nổi"),
                Paragraph("Ghe rau cập bến lúc bốn giờ, ghe cá đến muộn hơn một chút và rời đi trước khi nắng gắt."),
                Photo(DECOMPOSED, "/" + quote(unicodedata.normalize("NFC", DECOMPOSED)), "Vườn rau của khu phố sau bến"),
                Paragraph("Buổi chiều, trẻ con ra tập bơi, người lớn ngồi vá lưới và kể chuyện con nước."),
            ),
            views=810, hand="table", traps=("file names",),
        ),
        Article(
            2012, "Cây cầu đi bộ nhìn từ hai phía", ECONOMY, datetime(2014, 11, 18, 9, 5),
            lead="Một cây cầu nhỏ, hai bờ và hai cách nhìn của những người đi qua mỗi ngày.",
            parts=(
                Photo(TWICE[0], f"/{TWICE[0]}", "Cầu đi bộ nhìn từ bờ Bến Lá"),
                Paragraph("Từ bờ bên này, cây cầu là lối tắt đến trường; từ bờ bên kia, nó là đường ra chợ."),
                Photo(TWICE[1], f"/{TWICE[1]}", "Cầu đi bộ nhìn từ bờ Tre Xanh"),
                Paragraph("Hơn hai nghìn lượt người qua cầu mỗi ngày, đông nhất vào lúc tan học."),
            ),
            views=1207, traps=("one picture, two names",),
        ),
        Article(
            2013, "Tấm ảnh chụp vội ở vườn rau", CULTURE, datetime(2015, 3, 12, 17, 25),
            lead="Có những tấm ảnh còn nguyên, có tấm chỉ còn lại lời ghi chú.",
            parts=(
                Photo("", pictures.data_uri(), "Góc vườn buổi chiều", alt="Vườn rau"),
                Paragraph("Tấm ảnh đầu tiên được dán thẳng vào bài viết khi mạng chập chờn."),
                Photo(lost, f"/{lost}", "Ảnh mùa gặt đã thất lạc", stored=False),
                Paragraph("Tấm thứ hai nằm trên máy của người viết và không bao giờ lên được trang."),
                Photo("", "file:///C:/Users/bientap/Pictures/vuon%20rau.jpg", "Ảnh còn trên máy của ban biên tập", stored=False),
                Paragraph("Tấm cuối mượn của một tờ báo bạn, nay địa chỉ ấy không còn."),
                Photo("", "http://bao-ban.example/anh/2015/03/vuon.jpg", "Ảnh mượn của báo bạn", stored=False),
            ),
            views=95, traps=("inline picture", "local picture", "lost picture", "foreign picture"),
        ),
        Article(
            2014, "Biểu đồ tiến độ và cờ hội của trường", ECONOMY, datetime(2016, 2, 26, 10, 10),
            lead="Không phải hình nào cũng là ảnh chụp.",
            parts=(
                Paragraph("Biểu đồ tiến độ được vẽ tay rồi quét lại cho dễ nhìn."),
                Photo(f"{FOLDER}/bieu-do.png", f"/{FOLDER}/bieu-do.png", "Biểu đồ tiến độ công trình bờ kè"),
                Paragraph("Còn lá cờ hội do các em học sinh tự chọn màu."),
                Photo(f"{FOLDER}/co-hoi.gif", f"/{FOLDER}/co-hoi.gif", "Cờ hội trước sân trường"),
            ),
            views=64, traps=("other picture types",),
        ),
    ]  # fmt: skip


def links() -> list[Article]:
    """Links between articles, and links that lead nowhere."""
    ways = [
        f"[cách viết thứ {index}]({way})"
        for index, way in enumerate(addresses.spellings(seed_page.article()), start=1)
    ]
    return [
        Article(
            2021, "Đọc lại các bài về dân vận", PARTY, datetime(2018, 11, 9, 14, 30),
            lead="Ban biên tập gom lại các đường dẫn mà bạn đọc đã gửi về.",
            parts=(
                Paragraph("Cùng một bài viết nhưng mỗi người chép địa chỉ một kiểu:"),
                Items(tuple(ways)),
                Paragraph("Ý kiến xin gửi qua [biểu mẫu cũ](javascript:__doPostBack('ctl00$gopy','')) trước cuối tháng, "
                          "hoặc xem [trang của quận bạn](http://quan-ban.example/tin-tuc/)."),
            ),
            views=431, traps=("address spellings", "javascript link"),
        ),
        Article(
            2022, "Phóng sự ảnh: một vòng chợ quê", ECONOMY, datetime(2017, 4, 7, 7, 45),
            lead="Đoạn phim ngắn do nhóm bạn trẻ của phường thực hiện.",
            parts=(
                Paragraph("Mời bạn đọc xem đoạn phim và góp ý cho nhóm thực hiện."),
                Clip("https://www.youtube.com/embed/songxanh001"),
                Paragraph("Nhóm sẽ tiếp tục với chủ đề bến nước trong số sau."),
            ),
            views=2980, traps=("video",),
        ),
        Article(
            2023, "Bạn đọc hỏi về giờ mở cửa công viên", ECONOMY, datetime(2016, 8, 19, 15, 0),
            lead="Sau nhiều thắc mắc của bạn đọc, ban quản lý công viên đã trả lời về giờ mở cửa.",
            parts=(Paragraph("Công viên mở cửa từ năm giờ sáng; các trò chơi nước chỉ hoạt động khi có người trực."),),
            views=742, traps=("comments",),
            comments=(("Một bạn đọc ở Bến Lá", "Cảm ơn ban quản lý, mong có thêm vòi nước uống."),
                      ("Bạn đọc Tre Xanh", "Xin hỏi bãi xe có giữ qua đêm không?")),
        ),
    ]  # fmt: skip
