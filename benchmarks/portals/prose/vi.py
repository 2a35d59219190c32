"""Vietnamese."""

from benchmarks.portals.newsroom import Prose

PROSE = Prose(
    titles=(
        "{place} tổ chức {topic}", "{who} {did} {thing} tại {place}", "Thông báo về {thing} trên địa bàn {place}", "{n} hộ dân {place} được hỗ trợ {thing}", "Khởi công {thing} ở {place}",
        "{topic} lần thứ {n}", "{place}: {topic} thu hút {n} người tham gia", "Kết quả {topic} năm {year} của {place}", "{place} quan tâm {thing}",
    ),
    sentences=(
        "{when}, {who} {did} {what} {where}.", "{who} {did} {what} {why}, với {n} người tham dự.", "Theo ông {name}, {what} sẽ hoàn thành trước cuối năm.",
        "Tổng kinh phí là {n} triệu đồng, trong đó {n} triệu đồng dành cho {what}.", "“Bà con mong {what} đã lâu”, ông {name} chia sẻ.", "Người dân nộp hồ sơ {where} trong vòng {n} ngày.",
        "Trước đó, ngày 15/6/{year}, {who} đã {did} {what}.", "Phát biểu {where}, ông {name} đề nghị {who} tiếp tục {did} {what}.", "{when}, đoạn đường {where} sẽ tạm cấm xe trong {n} giờ.",
        "Đến nay {place} đã có {n} hộ đăng ký, đạt {n}% kế hoạch.", "Mọi thắc mắc xin liên hệ {where} trong giờ hành chính.",
    ),
    headings=("Nhiệm vụ thời gian tới", "Kết quả đạt được", "Điều kiện đăng ký", "Đôi nét về {place}"),
    captions=("Ảnh: {name}", "Quang cảnh {where}", "Ông {name} {where}"),
    columns=(("STT", "Khu phố", "Số hộ", "Tỷ lệ"), ("Hạng", "Đội", "Điểm"), ("TT", "Nội dung", "Kế hoạch", "Thực hiện", "Còn lại")),
    phrases={
        "topic": ("ngày hội đọc sách", "giải cờ tướng", "hội thi nấu ăn", "tuần lễ nước sạch", "phiên chợ hoa", "lễ hội đua thuyền", "ngày hội hiến máu", "hội trại thanh niên", "hội chợ nông sản", "lớp tập huấn vi tính"),
        "thing": ("sân chơi thiếu nhi", "tuyến đường mới", "trạm cấp nước", "nhà văn hóa", "đèn chiếu sáng", "vay vốn", "bếp ăn học đường", "thùng rác phân loại", "cầu bê tông", "tủ sách khu phố", "trạm y tế"),
        "place": ("Phường An Lộc", "xã Tân Hòa", "khu phố Bàu Sen", "thị trấn Cầu Mới", "ấp Rạch Dừa", "xã Phú Lâm", "phường Hưng Thạnh", "xã Đồng Tháp Nhỏ", "khu dân cư Vườn Trầu"),
        "who": ("Ủy ban nhân dân", "Hội Phụ nữ", "Đoàn Thanh niên", "Ban Quản lý dự án", "Hội đồng nhân dân", "Hội Nông dân", "trường tiểu học", "đội dân phòng", "Hội Người cao tuổi"),
        "did": ("triển khai", "kiểm tra", "thông qua", "khảo sát", "bàn giao", "tổng kết", "phát động", "góp ý", "tiếp nhận"),
        "what": ("kế hoạch năm tới", "công trình nạo vét kênh", "báo cáo thu chi", "việc sửa chữa trường học", "quy chế chợ đêm", "hợp đồng thu gom rác", "triển lãm ảnh xưa", "đề án trồng cây xanh", "chương trình hè"),
        "where": ("tại hội trường", "bên bờ sông", "ở sân vận động", "tại bộ phận một cửa", "trước cổng chợ", "tại nhà văn hóa", "trên đường Bến Đò"),
        "when": ("Sáng thứ Ba vừa qua", "Chiều cùng ngày", "Trước dịp Tết", "Trong phiên họp", "Sau mùa mưa", "Hai năm trước"),
        "why": ("theo nguyện vọng của người dân", "dù trời mưa", "nhằm bảo đảm an toàn", "đúng quy định", "để tiết kiệm ngân sách"),
        "name": ("Trần Văn Lộc", "Lê Hữu Phước", "Nguyễn Đình Sơn", "Phạm Quang Tú"),
        "tag": ("ngân sách", "giao thông", "thanh niên", "thể thao", "văn hóa"),
        "row": ("An Lộc", "Tân Hòa", "Bàu Sen", "Cầu Mới", "Rạch Dừa", "Phú Lâm"),
        "signature": ("Quang Tú", "Tin, ảnh: Đình Sơn", "Theo Hội Nông dân", "Ban Biên tập"),
    },
)
