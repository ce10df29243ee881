/** What the emoji picker says in Korean, which comes with it. Each language has the same keys. */
export const words = {
  search: '이모지 검색',
  found: (n) => `이모지 ${n}개를 찾았어요`,
  none: (text) => `‘${text}’ 이모지가 없어요.`,
  recent: '최근 사용',
  popular: '많이 쓰는 이모지',
  groups: ['표정과 감정', '사람과 손', '동물과 자연', '음식과 음료', '여행과 장소', '활동', '사물', '기호', '국기'],
  jump: '이모지 종류',
  tone: '피부색',
  tones: ['기본', '밝은 피부', '조금 밝은 피부', '중간 피부', '조금 어두운 피부', '어두운 피부'],
};
