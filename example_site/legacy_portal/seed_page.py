"""The page that has every part of the portal's article page."""

from datetime import datetime
from urllib.parse import quote

from . import pictures
from .model import CATEGORY, Article, Paragraph, Photo

PICTURE = "tintuc/PublishingImages/hoi nghi chuyen de.jpg"


def files() -> dict[str, bytes]:
    return {PICTURE: pictures.jpeg(pictures.draw("hall", 21))}


def article() -> Article:
    """Every part of the portal's article page on one page."""
    body = (
        "Tại hội nghị, mười hai phường và các phòng chuyên môn lần lượt kể lại cách mình đã làm công tác dân vận "
        "trong năm: nơi thì dựng hộp thư góp ý ngay đầu hẻm, nơi thì mời chủ quán cà phê làm người đưa tin của khu "
        "phố, nơi lại bắt đầu từ việc dọn một bãi rác mà ai cũng ngại. Đại biểu thống nhất rằng người làm dân vận "
        "trước hết phải biết lắng nghe, nói điều mình làm được và quay lại trả lời cho đến nơi đến chốn. Nhiều ý "
        "kiến đề nghị mỗi phường chọn ra hai việc nhỏ nhưng rõ kết quả, có người chịu trách nhiệm, có ngày hoàn "
        "thành và được dán công khai ở nhà văn hóa để bà con cùng theo dõi. Phần thảo luận kéo dài hơn dự kiến, "
        "nhất là ở chủ đề giữ liên lạc với các hộ ở trọ và cách hòa giải khi hàng xóm bất đồng. Ban tổ chức cho "
        "biết tài liệu của hội nghị sẽ được rút gọn thành một tờ gấp bốn trang gửi đến từng tổ dân phố trong tháng "
        "tới, đồng thời lấy đó làm căn cứ để xem xét thi đua cuối năm của các đơn vị."
    )
    photo = Photo(
        PICTURE,
        f"/{quote(PICTURE)}",
        "Đại diện các phường trao đổi kinh nghiệm dân vận tại hội nghị chuyên đề",
    )
    return Article(
        number=2275,
        title="Hội nghị chuyên đề “Đổi mới cách làm dân vận từ khu phố, tổ dân phố”",
        category=CATEGORY[17],
        published=datetime(2018, 10, 25, 11, 5),
        lead=(
            "Sáng nay, quận Sông Xanh mời đại diện tất cả các khu phố cùng ngồi lại để bàn một câu hỏi tưởng như cũ: "
            "làm sao để mỗi chủ trương đến được từng nhà và mỗi lời góp ý đi được lên tận bàn họp."
        ),
        parts=(photo, Paragraph(body), Paragraph("\xa0")),
        views=2275,
        traps=("every part",),
    )
