/**
 * Given names by sex and family names for the invented people of each economy. The family names
 * mean "example", "sample" or "trial" in the language, so that nobody takes them for real ones.
 */
export interface NameList {
  female: readonly string[];
  male: readonly string[];
  /** A pair where women and men of a family are called differently. */
  family: readonly (string | readonly [female: string, male: string])[];
  /** BCP 47 tag of the language in which mail is preferred. */
  language: string;
}

const english: NameList = {
  female: ['Avery', 'Clover', 'Juniper', 'Marigold', 'Wren'],
  male: ['Alder', 'Bramble', 'Fenn', 'Linden', 'Rowan'],
  family: ['Sample', 'McSpecimen', 'Placeholder-Wood', 'O’Testing'],
  language: 'en',
};
const spanish: NameList = {
  female: ['Amapola', 'Brisa', 'Celeste', 'Marisol', 'Zafiro'],
  male: ['Abedul', 'Cielo Andrés', 'Íñigo', 'Lucero', 'Ramón'],
  family: ['Ejemplo', 'de la Muestra', 'Prueba Núñez', 'Modelo'],
  language: 'es',
};
const malay: NameList = {
  female: ['Cempaka', 'Kenanga', 'Melati', 'Suria', 'Teratai'],
  male: ['Angin', 'Bayu', 'Cahaya', 'Langit', 'Rimba'],
  family: ['CONTOH', 'Sampel', 'bin Percubaan', 'Misalan'],
  language: 'ms',
};
const traditionalChinese: NameList = {
  female: ['明月', '春雨', '秋香', '若蘭', '青雲'],
  male: ['大山', '長河', '東風', '石橋', '遠帆'],
  family: ['範例', '樣本', '試用', '虛構'],
  language: 'zh-Hant',
};

/** By the economy's code. */
export const names: Record<string, NameList> = {
  AUS: english,
  BRN: malay,
  CAN: {
    female: ['Aurore', 'Clémence', 'Églantine', 'Noëlle', 'Maple'],
    male: ['Cèdre', 'Érable', 'Loïc', 'Théo', 'Boréal'],
    family: ['L’Exemple', 'd’Essai', 'ÉCHANTILLON', 'Sample-Modèle'],
    language: 'fr',
  },
  CHL: spanish,
  CHN: {
    female: ['明月', '春雨', '秋香', '若兰', '青云'],
    male: ['大山', '长河', '东风', '石桥', '远帆'],
    family: ['范例', '样本', '试用', '虚构'],
    language: 'zh-Hans',
  },
  HKG: traditionalChinese,
  IDN: {
    female: ['Anggrek', 'Bunga', 'Embun', 'Mutiara', 'Pelangi'],
    male: ['Banyu', 'Gunung', 'Karang', 'Samudra', 'Wana'],
    family: ['Contohwati', 'Percontohan', 'UJICOBA', 'Misalnya'],
    language: 'id',
  },
  JPN: {
    female: ['さくら', '花子', '小雪', 'みどり', '千波'],
    male: ['一郎', '大樹', '空', '海人', '光'],
    family: ['見本', '例田', '試作', '仮野'],
    language: 'ja',
  },
  KOR: {
    female: ['하늘', '보라', '이슬', '다솜', '별'],
    male: ['바다', '한결', '산들', '푸름', '마루'],
    family: ['보기', '견본', '예시', '시험'],
    language: 'ko',
  },
  MYS: malay,
  MEX: spanish,
  NZL: english,
  PNG: {
    female: ['Kokomo', 'Nambis', 'Solwara', 'Gaden', 'Purpur'],
    male: ['Bikbus', 'Diwai', 'Maunten', 'San', 'Win'],
    family: ['Eksampel', 'TRAIM', 'Giaman', 'Piksa'],
    language: 'en',
  },
  PER: spanish,
  PHL: {
    female: ['Bituin', 'Dalisay', 'Ligaya', 'Mayumi', 'Tala'],
    male: ['Bagani', 'Dakila', 'Kidlat', 'Lakan', 'Tala Jr.'],
    family: ['Halimbawa', 'de los Pagsubok', 'MUWESTRA', 'Kunwari'],
    language: 'fil',
  },
  RUS: {
    female: ['Берёза', 'Весна', 'Заря', 'Мила', 'Снежана'],
    male: ['Добрыня', 'Ладимир', 'Мирон', 'Ратибор', 'Ясень'],
    family: [
      ['Примерова', 'Примеров'],
      ['Черновикова', 'Черновиков'],
      ['Пробная', 'Пробный'],
      ['Выдуманная', 'Выдуманный'],
    ],
    language: 'ru',
  },
  SGP: {
    female: ['Jia Example', 'Orchid', 'Priya-Sample', 'Nur Bunga', 'Mei'],
    male: ['Arjun-Sample', 'Banyan', 'Kai', 'Raintree', 'Wei'],
    family: ['TAN-SAMPLE', 'Contoh', 'Specimen', 's/o Example'],
    language: 'en',
  },
  TWN: traditionalChinese,
  THA: {
    female: ['ดอกไม้', 'ฟ้าใส', 'รุ้ง', 'น้ำฝน', 'จันทร์'],
    male: ['ภูผา', 'ตะวัน', 'สายลม', 'ทะเล', 'เมฆ'],
    family: ['ตัวอย่าง', 'สมมติ', 'ทดลอง', 'แบบร่าง'],
    language: 'th',
  },
  USA: english,
  VNM: {
    female: ['Thị Hoa Mai', 'Thị Bình Minh', 'Thị Mưa', 'Thị Sen', 'Thị Trăng'],
    male: ['Văn Biển', 'Văn Gió', 'Văn Núi', 'Văn Sông', 'Văn Trời'],
    family: ['VÍ DỤ', 'MẪU', 'THỬ NGHIỆM', 'GIẢ ĐỊNH'],
    language: 'vi',
  },
};

/** For people from outside the member economies. */
export const otherNames: NameList = english;
