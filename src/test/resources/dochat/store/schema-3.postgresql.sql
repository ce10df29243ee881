-- Made by the store of release 27abf05 (schema 3); pg_dump --inserts, without the settings of a session.

CREATE TABLE public.account (
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    created bigint NOT NULL
);

CREATE TABLE public.compatibility (
    version integer NOT NULL,
    oldest integer NOT NULL
);

CREATE TABLE public.creation (
    room_id text NOT NULL COLLATE pg_catalog."C",
    user_id text NOT NULL COLLATE pg_catalog."C",
    client_id text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE public.event (
    room_id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    type text NOT NULL,
    client_id text NOT NULL COLLATE pg_catalog."C",
    user_id text NOT NULL COLLATE pg_catalog."C",
    user_name text NOT NULL,
    text text NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.member (
    room_id text NOT NULL COLLATE pg_catalog."C",
    user_id text NOT NULL COLLATE pg_catalog."C",
    read_seq bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='70');

CREATE TABLE public.meta (
    one integer NOT NULL,
    epoch text NOT NULL,
    created bigint NOT NULL,
    CONSTRAINT meta_one_check CHECK ((one = 1))
);

CREATE TABLE public.migration (
    version integer NOT NULL,
    applied bigint NOT NULL
);

CREATE TABLE public.node (
    id text NOT NULL,
    beat bigint NOT NULL,
    since bigint NOT NULL,
    members text NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.room (
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    topic text NOT NULL,
    head bigint DEFAULT 0 NOT NULL,
    members bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE public.token (
    hash bytea NOT NULL,
    user_id text NOT NULL COLLATE pg_catalog."C",
    created bigint NOT NULL
);

INSERT INTO public.account VALUES ('u-minji', '민지', 1795777817035);
INSERT INTO public.account VALUES ('u-tom', 'Tom', 1795777817053);
INSERT INTO public.account VALUES ('u-junho', '준호 ☕', 1795777817061);
INSERT INTO public.account VALUES ('u-anna', 'Анна', 1795777817073);
INSERT INTO public.account VALUES ('u-lea', 'Léa O''Neil', 1795777817088);

INSERT INTO public.compatibility VALUES (1, 1);
INSERT INTO public.compatibility VALUES (2, 1);
INSERT INTO public.compatibility VALUES (3, 1);

INSERT INTO public.creation VALUES ('tea', 'u-minji', 'made-tea');
INSERT INTO public.creation VALUES ('r-design22222', 'u-tom', 'made-design');
INSERT INTO public.creation VALUES ('r-empty222222', 'u-anna', 'made-empty');
INSERT INTO public.creation VALUES ('lab--1700000000000-abcdefghij', 'u-tom', 'made-lab');

INSERT INTO public.event VALUES ('tea', 1, 'message', 'id-1', 'u-anna', 'Анна', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 1', 1795777817152);
INSERT INTO public.event VALUES ('tea', 5, 'message', 'id-8', 'u-anna', 'Анна', '👨‍👩‍👧‍👦 가족 사진이에요 8', 1795777817152);
INSERT INTO public.event VALUES ('general', 1, 'message', 'id-2', 'u-lea', 'Léa O''Neil', 'ok 2', 1795777817152);
INSERT INTO public.event VALUES ('r-design22222', 2, 'message', 'id-4', 'u-lea', 'Léa O''Neil', 'Good morning, everybody. 4', 1795777817152);
INSERT INTO public.event VALUES ('tea', 4, 'message', 'id-6', 'u-lea', 'Léa O''Neil', 'Good morning, everybody. 6', 1795777817152);
INSERT INTO public.event VALUES ('r-design22222', 1, 'message', 'id-0', 'u-minji', '민지', '안녕하세요, 반갑습니다 👋 0', 1795777817152);
INSERT INTO public.event VALUES ('tea', 2, 'message', 'id-3', 'u-minji', '민지', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 3', 1795777817152);
INSERT INTO public.event VALUES ('general', 2, 'message', 'id-7', 'u-minji', '민지', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 7', 1795777817152);
INSERT INTO public.event VALUES ('tea', 3, 'message', 'id-5', 'u-tom', 'Tom', '👨‍👩‍👧‍👦 가족 사진이에요 5', 1795777817152);
INSERT INTO public.event VALUES ('tea', 7, 'message', 'id-15', 'u-anna', 'Анна', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 15', 1795777817168);
INSERT INTO public.event VALUES ('general', 3, 'message', 'id-11', 'u-junho', '준호 ☕', '👨‍👩‍👧‍👦 가족 사진이에요 11', 1795777817168);
INSERT INTO public.event VALUES ('tea', 6, 'message', 'id-13', 'u-junho', '준호 ☕', 'ok 13', 1795777817168);
INSERT INTO public.event VALUES ('general', 5, 'message', 'id-17', 'u-junho', '준호 ☕', 'ok 17', 1795777817168);
INSERT INTO public.event VALUES ('general', 4, 'message', 'id-12', 'u-lea', 'Léa O''Neil', 'That''s **fine** with me; isn''t it \ "quoted"? 12', 1795777817168);
INSERT INTO public.event VALUES ('r-design22222', 5, 'message', 'id-14', 'u-lea', 'Léa O''Neil', '안녕하세요, 반갑습니다 👋 14', 1795777817168);
INSERT INTO public.event VALUES ('tea', 8, 'message', 'id-16', 'u-lea', 'Léa O''Neil', 'ok 16', 1795777817168);
INSERT INTO public.event VALUES ('r-design22222', 4, 'message', 'id-10', 'u-minji', '민지', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 10', 1795777817168);
INSERT INTO public.event VALUES ('r-design22222', 3, 'message', 'id-9', 'u-tom', 'Tom', 'That''s **fine** with me; isn''t it \ "quoted"? 9', 1795777817168);
INSERT INTO public.event VALUES ('general', 6, 'message', 'id-18', 'u-anna', 'Анна', '👨‍👩‍👧‍👦 가족 사진이에요 18', 1795777817179);
INSERT INTO public.event VALUES ('r-design22222', 9, 'message', 'id-25', 'u-anna', 'Анна', 'That''s **fine** with me; isn''t it \ "quoted"? 25', 1795777817179);
INSERT INTO public.event VALUES ('tea', 10, 'message', 'id-22', 'u-junho', '준호 ☕', '안녕하세요, 반갑습니다 👋 22', 1795777817179);
INSERT INTO public.event VALUES ('tea', 9, 'message', 'id-19', 'u-minji', '민지', '안녕하세요, 반갑습니다 👋 19', 1795777817179);
INSERT INTO public.event VALUES ('r-design22222', 6, 'message', 'id-20', 'u-minji', '민지', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 20', 1795777817179);
INSERT INTO public.event VALUES ('r-design22222', 8, 'message', 'id-23', 'u-minji', '민지', '안녕하세요, 반갑습니다 👋 23', 1795777817179);
INSERT INTO public.event VALUES ('tea', 11, 'message', 'id-24', 'u-minji', '민지', '안녕하세요, 반갑습니다 👋 24', 1795777817179);
INSERT INTO public.event VALUES ('r-design22222', 10, 'message', 'id-26', 'u-minji', '민지', 'ok 26', 1795777817179);
INSERT INTO public.event VALUES ('r-design22222', 7, 'message', 'id-21', 'u-tom', 'Tom', '👨‍👩‍👧‍👦 가족 사진이에요 21', 1795777817179);
INSERT INTO public.event VALUES ('general', 8, 'message', 'id-32', 'u-anna', 'Анна', '👨‍👩‍👧‍👦 가족 사진이에요 32', 1795777817191);
INSERT INTO public.event VALUES ('tea', 12, 'message', 'id-28', 'u-junho', '준호 ☕', '각 분해된 한글 (NFD) 28', 1795777817191);
INSERT INTO public.event VALUES ('r-design22222', 12, 'message', 'id-29', 'u-junho', '준호 ☕', 'Good morning, everybody. 29', 1795777817191);
INSERT INTO public.event VALUES ('general', 7, 'message', 'id-30', 'u-junho', '준호 ☕', 'ok 30', 1795777817191);
INSERT INTO public.event VALUES ('r-design22222', 11, 'message', 'id-27', 'u-lea', 'Léa O''Neil', 'Good morning, everybody. 27', 1795777817191);
INSERT INTO public.event VALUES ('tea', 13, 'message', 'id-31', 'u-lea', 'Léa O''Neil', 'ok 31', 1795777817191);
INSERT INTO public.event VALUES ('tea', 14, 'message', 'id-33', 'u-lea', 'Léa O''Neil', '```java
int i = 0;
	i++; // 주석
``` 33', 1795777817191);
INSERT INTO public.event VALUES ('r-design22222', 13, 'message', 'id-34', 'u-lea', 'Léa O''Neil', 'That''s **fine** with me; isn''t it \ "quoted"? 34', 1795777817191);
INSERT INTO public.event VALUES ('r-design22222', 14, 'message', 'id-35', 'u-tom', 'Tom', 'That''s **fine** with me; isn''t it \ "quoted"? 35', 1795777817191);
INSERT INTO public.event VALUES ('r-design22222', 18, 'message', 'id-43', 'u-anna', 'Анна', '<b>not HTML</b> & 100% ''SQL''; DROP TABLE event; -- 43', 1795777817204);
INSERT INTO public.event VALUES ('general', 10, 'message', 'id-38', 'u-junho', '준호 ☕', '각 분해된 한글 (NFD) 38', 1795777817204);
INSERT INTO public.event VALUES ('r-design22222', 16, 'message', 'id-39', 'u-junho', '준호 ☕', 'That''s **fine** with me; isn''t it \ "quoted"? 39', 1795777817204);
INSERT INTO public.event VALUES ('r-design22222', 17, 'message', 'id-41', 'u-minji', '민지', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 41', 1795777817204);
INSERT INTO public.event VALUES ('general', 9, 'message', 'id-36', 'u-tom', 'Tom', 'That''s **fine** with me; isn''t it \ "quoted"? 36', 1795777817204);
INSERT INTO public.event VALUES ('r-design22222', 15, 'message', 'id-37', 'u-tom', 'Tom', '안녕하세요, 반갑습니다 👋 37', 1795777817204);
INSERT INTO public.event VALUES ('general', 11, 'message', 'id-40', 'u-tom', 'Tom', 'That''s **fine** with me; isn''t it \ "quoted"? 40', 1795777817204);
INSERT INTO public.event VALUES ('tea', 15, 'message', 'id-42', 'u-tom', 'Tom', 'ok 42', 1795777817204);
INSERT INTO public.event VALUES ('tea', 16, 'message', 'id-44', 'u-tom', 'Tom', '각 분해된 한글 (NFD) 44', 1795777817204);
INSERT INTO public.event VALUES ('r-design22222', 19, 'message', 'id-45', 'u-anna', 'Анна', '<b>not HTML</b> & 100% ''SQL''; DROP TABLE event; -- 45', 1795777817213);
INSERT INTO public.event VALUES ('tea', 17, 'message', 'id-47', 'u-anna', 'Анна', '```java
int i = 0;
	i++; // 주석
``` 47', 1795777817213);
INSERT INTO public.event VALUES ('r-design22222', 20, 'message', 'id-48', 'u-anna', 'Анна', 'Good morning, everybody. 48', 1795777817213);
INSERT INTO public.event VALUES ('tea', 19, 'message', 'id-52', 'u-anna', 'Анна', '안녕하세요, 반갑습니다 👋 52', 1795777817213);
INSERT INTO public.event VALUES ('general', 12, 'message', 'id-46', 'u-junho', '준호 ☕', '👨‍👩‍👧‍👦 가족 사진이에요 46', 1795777817213);
INSERT INTO public.event VALUES ('r-design22222', 22, 'message', 'id-53', 'u-junho', '준호 ☕', '<b>not HTML</b> & 100% ''SQL''; DROP TABLE event; -- 53', 1795777817213);
INSERT INTO public.event VALUES ('general', 13, 'message', 'id-49', 'u-lea', 'Léa O''Neil', '👨‍👩‍👧‍👦 가족 사진이에요 49', 1795777817213);
INSERT INTO public.event VALUES ('tea', 18, 'message', 'id-50', 'u-lea', 'Léa O''Neil', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 50', 1795777817213);
INSERT INTO public.event VALUES ('r-design22222', 21, 'message', 'id-51', 'u-lea', 'Léa O''Neil', '<b>not HTML</b> & 100% ''SQL''; DROP TABLE event; -- 51', 1795777817213);
INSERT INTO public.event VALUES ('tea', 21, 'message', 'id-56', 'u-anna', 'Анна', '각 분해된 한글 (NFD) 56', 1795777817222);
INSERT INTO public.event VALUES ('general', 16, 'message', 'id-59', 'u-anna', 'Анна', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 59', 1795777817222);
INSERT INTO public.event VALUES ('tea', 22, 'message', 'id-60', 'u-junho', '준호 ☕', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 60', 1795777817222);
INSERT INTO public.event VALUES ('general', 14, 'message', 'id-55', 'u-lea', 'Léa O''Neil', '<b>not HTML</b> & 100% ''SQL''; DROP TABLE event; -- 55', 1795777817222);
INSERT INTO public.event VALUES ('general', 17, 'message', 'id-62', 'u-lea', 'Léa O''Neil', '안녕하세요, 반갑습니다 👋 62', 1795777817222);
INSERT INTO public.event VALUES ('general', 15, 'message', 'id-58', 'u-minji', '민지', '각 분해된 한글 (NFD) 58', 1795777817222);
INSERT INTO public.event VALUES ('tea', 20, 'message', 'id-54', 'u-tom', 'Tom', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 54', 1795777817222);
INSERT INTO public.event VALUES ('r-design22222', 23, 'message', 'id-57', 'u-tom', 'Tom', 'ok 57', 1795777817222);
INSERT INTO public.event VALUES ('tea', 23, 'message', 'id-61', 'u-tom', 'Tom', '각 분해된 한글 (NFD) 61', 1795777817222);
INSERT INTO public.event VALUES ('r-design22222', 26, 'message', 'id-68', 'u-junho', '준호 ☕', '👨‍👩‍👧‍👦 가족 사진이에요 68', 1795777817235);
INSERT INTO public.event VALUES ('general', 19, 'message', 'id-64', 'u-lea', 'Léa O''Neil', '안녕하세요, 반갑습니다 👋 64', 1795777817235);
INSERT INTO public.event VALUES ('r-design22222', 24, 'message', 'id-65', 'u-lea', 'Léa O''Neil', 'That''s **fine** with me; isn''t it \ "quoted"? 65', 1795777817235);
INSERT INTO public.event VALUES ('r-design22222', 27, 'message', 'id-70', 'u-lea', 'Léa O''Neil', '안녕하세요, 반갑습니다 👋 70', 1795777817235);
INSERT INTO public.event VALUES ('tea', 24, 'message', 'id-66', 'u-minji', '민지', '<b>not HTML</b> & 100% ''SQL''; DROP TABLE event; -- 66', 1795777817235);
INSERT INTO public.event VALUES ('r-design22222', 25, 'message', 'id-67', 'u-minji', '민지', '👨‍👩‍👧‍👦 가족 사진이에요 67', 1795777817235);
INSERT INTO public.event VALUES ('general', 18, 'message', 'id-63', 'u-tom', 'Tom', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 63', 1795777817235);
INSERT INTO public.event VALUES ('general', 20, 'message', 'id-69', 'u-tom', 'Tom', 'Good morning, everybody. 69', 1795777817235);
INSERT INTO public.event VALUES ('r-design22222', 28, 'message', 'id-71', 'u-tom', 'Tom', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 71', 1795777817235);
INSERT INTO public.event VALUES ('general', 22, 'message', 'id-75', 'u-anna', 'Анна', 'ok 75', 1795777817247);
INSERT INTO public.event VALUES ('general', 23, 'message', 'id-76', 'u-anna', 'Анна', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 76', 1795777817247);
INSERT INTO public.event VALUES ('r-design22222', 30, 'message', 'id-77', 'u-junho', '준호 ☕', '안녕하세요, 반갑습니다 👋 77', 1795777817247);
INSERT INTO public.event VALUES ('r-design22222', 31, 'message', 'id-78', 'u-junho', '준호 ☕', '```java
int i = 0;
	i++; // 주석
``` 78', 1795777817247);
INSERT INTO public.event VALUES ('general', 24, 'message', 'id-79', 'u-junho', '준호 ☕', '<b>not HTML</b> & 100% ''SQL''; DROP TABLE event; -- 79', 1795777817247);
INSERT INTO public.event VALUES ('general', 21, 'message', 'id-72', 'u-lea', 'Léa O''Neil', '👨‍👩‍👧‍👦 가족 사진이에요 72', 1795777817247);
INSERT INTO public.event VALUES ('r-design22222', 29, 'message', 'id-73', 'u-lea', 'Léa O''Neil', '안녕하세요, 반갑습니다 👋 73', 1795777817247);
INSERT INTO public.event VALUES ('tea', 25, 'message', 'id-74', 'u-lea', 'Léa O''Neil', 'Good morning, everybody. 74', 1795777817247);
INSERT INTO public.event VALUES ('r-design22222', 32, 'message', 'id-80', 'u-minji', '민지', 'That''s **fine** with me; isn''t it \ "quoted"? 80', 1795777817247);
INSERT INTO public.event VALUES ('general', 28, 'message', 'id-84', 'u-anna', 'Анна', 'That''s **fine** with me; isn''t it \ "quoted"? 84', 1795777817255);
INSERT INTO public.event VALUES ('r-design22222', 34, 'message', 'id-86', 'u-anna', 'Анна', 'Good morning, everybody. 86', 1795777817255);
INSERT INTO public.event VALUES ('tea', 26, 'message', 'id-88', 'u-anna', 'Анна', '안녕하세요, 반갑습니다 👋 88', 1795777817255);
INSERT INTO public.event VALUES ('general', 25, 'message', 'id-81', 'u-junho', '준호 ☕', '안녕하세요, 반갑습니다 👋 81', 1795777817255);
INSERT INTO public.event VALUES ('general', 27, 'message', 'id-83', 'u-junho', '준호 ☕', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 83', 1795777817255);
INSERT INTO public.event VALUES ('r-design22222', 35, 'message', 'id-87', 'u-junho', '준호 ☕', '각 분해된 한글 (NFD) 87', 1795777817255);
INSERT INTO public.event VALUES ('general', 29, 'message', 'id-89', 'u-junho', '준호 ☕', 'ok 89', 1795777817255);
INSERT INTO public.event VALUES ('general', 26, 'message', 'id-82', 'u-minji', '민지', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 82', 1795777817255);
INSERT INTO public.event VALUES ('r-design22222', 33, 'message', 'id-85', 'u-minji', '민지', '```java
int i = 0;
	i++; // 주석
``` 85', 1795777817255);
INSERT INTO public.event VALUES ('r-design22222', 36, 'message', 'id-92', 'u-anna', 'Анна', '회의는 3시에 시작합니다.
자료는 아래에 있어요:
https://example.com/docs에서 92', 1795777817261);
INSERT INTO public.event VALUES ('general', 30, 'message', 'id-93', 'u-anna', 'Анна', 'Good morning, everybody. 93', 1795777817261);
INSERT INTO public.event VALUES ('tea', 30, 'message', 'id-97', 'u-anna', 'Анна', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 97', 1795777817261);
INSERT INTO public.event VALUES ('tea', 29, 'message', 'id-96', 'u-junho', '준호 ☕', '각 분해된 한글 (NFD) 96', 1795777817261);
INSERT INTO public.event VALUES ('tea', 27, 'message', 'id-90', 'u-lea', 'Léa O''Neil', 'Good morning, everybody. 90', 1795777817261);
INSERT INTO public.event VALUES ('r-design22222', 37, 'message', 'id-94', 'u-lea', 'Léa O''Neil', 'That''s **fine** with me; isn''t it \ "quoted"? 94', 1795777817261);
INSERT INTO public.event VALUES ('general', 31, 'message', 'id-95', 'u-lea', 'Léa O''Neil', 'That''s **fine** with me; isn''t it \ "quoted"? 95', 1795777817261);
INSERT INTO public.event VALUES ('tea', 28, 'message', 'id-91', 'u-minji', '민지', 'That''s **fine** with me; isn''t it \ "quoted"? 91', 1795777817261);
INSERT INTO public.event VALUES ('r-design22222', 38, 'message', 'id-98', 'u-tom', 'Tom', 'Good morning, everybody. 98', 1795777817261);
INSERT INTO public.event VALUES ('tea', 31, 'message', 'id-100', 'u-anna', 'Анна', 'ok 100', 1795777817265);
INSERT INTO public.event VALUES ('tea', 32, 'message', 'id-103', 'u-anna', 'Анна', '안녕하세요, 반갑습니다 👋 103', 1795777817265);
INSERT INTO public.event VALUES ('tea', 33, 'message', 'id-105', 'u-junho', '준호 ☕', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 105', 1795777817265);
INSERT INTO public.event VALUES ('general', 32, 'message', 'id-99', 'u-junho', '준호 ☕', 'Good morning, everybody. 99', 1795777817265);
INSERT INTO public.event VALUES ('r-design22222', 41, 'message', 'id-104', 'u-lea', 'Léa O''Neil', '각 분해된 한글 (NFD) 104', 1795777817265);
INSERT INTO public.event VALUES ('tea', 34, 'message', 'id-106', 'u-lea', 'Léa O''Neil', '👨‍👩‍👧‍👦 가족 사진이에요 106', 1795777817265);
INSERT INTO public.event VALUES ('r-design22222', 42, 'message', 'id-107', 'u-lea', 'Léa O''Neil', 'Good morning, everybody. 107', 1795777817265);
INSERT INTO public.event VALUES ('r-design22222', 39, 'message', 'id-101', 'u-minji', '민지', '@준호 점심 뭐 먹을까요? ㅋㅋㅋ 101', 1795777817265);
INSERT INTO public.event VALUES ('r-design22222', 40, 'message', 'id-102', 'u-minji', '민지', 'Good morning, everybody. 102', 1795777817265);
INSERT INTO public.event VALUES ('tea', 35, 'message', 'long', 'u-minji', '민지', '긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글. 긴 글.', 1795777817270);
INSERT INTO public.event VALUES ('lab--1700000000000-abcdefghij', 1, 'message', 'lab-1', 'u-tom', 'Tom', 'measured', 1795777817275);

INSERT INTO public.member VALUES ('general', 'u-junho', 0);
INSERT INTO public.member VALUES ('general', 'u-anna', 0);
INSERT INTO public.member VALUES ('tea', 'u-minji', 0);
INSERT INTO public.member VALUES ('r-design22222', 'u-tom', 0);
INSERT INTO public.member VALUES ('lab--1700000000000-abcdefghij', 'u-tom', 0);
INSERT INTO public.member VALUES ('r-design22222', 'u-lea', 0);
INSERT INTO public.member VALUES ('r-design22222', 'u-minji', 0);
INSERT INTO public.member VALUES ('tea', 'u-anna', 0);
INSERT INTO public.member VALUES ('tea', 'u-lea', 0);
INSERT INTO public.member VALUES ('tea', 'u-junho', 5);
INSERT INTO public.member VALUES ('r-design22222', 'u-anna', 5);
INSERT INTO public.member VALUES ('r-design22222', 'u-junho', 10);
INSERT INTO public.member VALUES ('r-empty222222', 'u-lea', 0);
INSERT INTO public.member VALUES ('general', 'u-minji', 20);
INSERT INTO public.member VALUES ('general', 'u-tom', 7);
INSERT INTO public.member VALUES ('tea', 'u-tom', 5);

INSERT INTO public.meta VALUES (1, '3376wcpa66asrvp4', 1795777817025);

INSERT INTO public.migration VALUES (1, 1795777817006);
INSERT INTO public.migration VALUES (2, 1795777817016);
INSERT INTO public.migration VALUES (3, 1795777817023);

INSERT INTO public.node VALUES ('day3', 4, 2, 'day3', 1795777817321);

INSERT INTO public.room VALUES ('r-design22222', '디자인 ❤️', '디자인 ❤️', '', 42, 5);
INSERT INTO public.room VALUES ('tea', 'Tea Time', 'tea time', 'Leaves & 물', 35, 5);
INSERT INTO public.room VALUES ('lab--1700000000000-abcdefghij', 'lab', 'lab', '', 1, 1);
INSERT INTO public.room VALUES ('r-empty222222', '조용한 방', '조용한 방', '아무도 없음', 0, 1);
INSERT INTO public.room VALUES ('general', 'General', 'general', '', 32, 4);

INSERT INTO public.token VALUES ('\x746f6b656e206f6620752d6d696e6a69', 'u-minji', 1795777817035);
INSERT INTO public.token VALUES ('\x746f6b656e206f6620752d746f6d', 'u-tom', 1795777817053);
INSERT INTO public.token VALUES ('\x746f6b656e206f6620752d6a756e686f', 'u-junho', 1795777817061);
INSERT INTO public.token VALUES ('\x746f6b656e206f6620752d616e6e61', 'u-anna', 1795777817073);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compatibility
    ADD CONSTRAINT compatibility_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.creation
    ADD CONSTRAINT creation_pkey PRIMARY KEY (room_id);

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (room_id, seq);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (room_id, user_id);

ALTER TABLE ONLY public.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (one);

ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.room
    ADD CONSTRAINT room_name_key_key UNIQUE (name_key);

ALTER TABLE ONLY public.room
    ADD CONSTRAINT room_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (hash);

CREATE UNIQUE INDEX event_client_id ON public.event USING btree (user_id, client_id);

ALTER TABLE ONLY public.creation
    ADD CONSTRAINT creation_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.room(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.room(id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.room(id);

ALTER TABLE ONLY public.token
    ADD CONSTRAINT token_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.account(id);

