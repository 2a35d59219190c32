"""What browsers ask of counting: the beacon takes a view, and the visitor counter tells its numbers."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from . import door
from .beacon import allowed_origin, record_beacon

COUNTER_SECONDS = 30  # that a shared cache may keep the numbers of the visitor counter


# it needs no session and changes nothing that is anybody's; who may send is asked of the Origin
@csrf_exempt
@require_http_methods(["POST", "OPTIONS"])
def beacon(request) -> HttpResponse:
    """Answer 204 whatever is sent, so that nobody learns from it which pages there are."""
    if request.method == "POST":
        record_beacon(request)
    response = HttpResponse(status=204, headers={"Cache-Control": "no-store"})
    del response.headers["Content-Type"]
    if request.method == "OPTIONS":
        response["Access-Control-Allow-Methods"] = "POST"
        response["Access-Control-Max-Age"] = "86400"
        response["Access-Control-Allow-Headers"] = "Content-Type"
    return _allowed(request, response)


@require_safe
def visitors(request) -> JsonResponse:
    """Tell the visits of the site as `total`, `today` and `online`."""
    site = Site.find_for_request(request)
    numbers = {
        "total": door.visitor_count(site).total,
        "today": door.visitors_today(site),
        "online": door.visitors_online(site),
    }
    response = JsonResponse(numbers, headers={"Cache-Control": f"public, max-age={COUNTER_SECONDS}"})
    return _allowed(request, response)


def _allowed(request, response):
    """Let pages of other origins read the answer if the site lists them."""
    patch_vary_headers(response, ["Origin"])
    if origin := allowed_origin(request):
        response["Access-Control-Allow-Origin"] = origin
    return response
