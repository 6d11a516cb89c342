"""What the door of the page says, in Spanish and in English."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EN", "ES", "AccessStrings"]


@dataclass(frozen=True, slots=True)
class AccessStrings:
    """The words of one language; braces stand for values."""

    # The login
    log_in: str
    name: str
    password: str
    enter: str
    wrong: str
    tries: str
    crowded: str
    # The end of a session
    log_out: str
    log_out_question: str
    stay: str
    ended: str
    ended_here: str
    # Limits
    questions: str
    uploads: str
    large: str
    large_files: str
    full: str
    unread: str
    unwritten: str
    # Refusals
    nothing_here: str
    other_host: str
    other_site: str
    no_cookie: str


ES = AccessStrings(
    log_in="Entrar",
    name="Nombre",
    password="Contraseña",  # noqa: S106 - a label
    enter="Entrar en la sala",
    wrong="El nombre o la contraseña no son correctos.",
    tries="Demasiados intentos seguidos: espera {seconds} s y prueba otra vez.",
    crowded="Ahora mismo entran muchos a la vez: prueba otra vez dentro de unos segundos.",
    log_out="Salir",
    log_out_question="¿Cerrar la sesión de {name}?",
    stay="Volver a la sala",
    ended="La sesión ha terminado: carga la página otra vez para entrar.",
    ended_here="La sesión ha terminado, aquí o en otra ventana. Entra otra vez para seguir donde estabas.",
    questions="Has preguntado muchas veces seguidas: espera {seconds} s y vuelve a preguntar.",
    uploads="Has enviado muchos archivos seguidos: espera {seconds} s y prueba otra vez.",
    large="Es demasiado grande: caben {limit} bytes.",
    large_files="No se ha enviado nada, porque pasan de {megabytes} MB: {names}.",
    full="Aún esperan otros archivos y no caben más: prueba dentro de un rato.",
    unread="Lo que ha llegado no son archivos enteros: envíalos otra vez.",
    unwritten="Los archivos no se pueden guardar aquí: quien ofrece la página ha de mirar su carpeta y su disco.",
    nothing_here="Aquí no hay nada.",
    other_host="Esta página no se sirve con ese nombre: quien la ofrece puede añadirlo en «allowed_hosts».",
    other_site="Esta página no acepta peticiones de otros sitios. Detrás de un proxy, este ha de estar en "
    "«trusted_proxies».",
    no_cookie="Esta página necesita una cookie propia: permite sus cookies y cárgala otra vez.",
)

EN = AccessStrings(
    log_in="Log in",
    name="Name",
    password="Password",  # noqa: S106 - a label
    enter="Enter the reading room",
    wrong="The name or the password is not right.",
    tries="Too many tries in a row: wait {seconds} s and try again.",
    crowded="Many are logging in at this very moment: try again in a few seconds.",
    log_out="Log out",
    log_out_question="End the session of {name}?",
    stay="Back to the reading room",
    ended="The session has ended: load the page again to log in.",
    ended_here="The session has ended, here or in another window. Log in again to go on where you were.",
    questions="You have asked many questions in a row: wait {seconds} s and ask again.",
    uploads="You have sent many files in a row: wait {seconds} s and try again.",
    large="It is too large: there is room for {limit} bytes.",
    large_files="Nothing has been sent, since these are larger than {megabytes} MB: {names}.",
    full="Other files are still waiting and there is no room for more: try again in a while.",
    unread="What has come is not whole files: send them again.",
    unwritten="The files cannot be kept here: whoever serves the page should look at its folder and its disk.",
    nothing_here="There is nothing here.",
    other_host="This page is not served by that name: whoever serves it can add it to “allowed_hosts”.",
    other_site="This page takes no requests from other sites. Behind a proxy, that must be in “trusted_proxies”.",
    no_cookie="This page needs a cookie of its own: allow its cookies and load it again.",
)
